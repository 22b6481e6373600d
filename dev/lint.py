"""``make lint``: every checker runs, then one line says which of them complained."""

import subprocess

from .node import node_modules
from .progress import run_steps, say
from .settings import ADDONS, ROOT
from .venv import LINT, venv_python


def lint() -> int:
    """Run ruff, pylint-odoo, oca-checks-odoo-module and prettier."""
    run_steps([("Python checkers", lambda: venv_python(*LINT)), ("Prettier", node_modules)])
    complained = [name for name, command in _checks() if not _passes(name, command)]
    say(f"\nLint found problems: {', '.join(complained)}." if complained else "\nLint found nothing.")
    return 1 if complained else 0


def _checks() -> list[tuple[str, list]]:
    tools = venv_python(*LINT).parent
    addons = sorted(path.parent for path in ADDONS.glob("*/__manifest__.py"))
    checks = [
        ("ruff", [tools / "ruff", "check", "."]),
        ("ruff format", [tools / "ruff", "format", "--check", "."]),
    ]
    if addons:
        modules = node_modules()
        checks += [
            ("pylint-odoo", [tools / "pylint", "--rcfile=pyproject.toml", *addons]),
            ("oca-checks-odoo-module", [tools / "oca-checks-odoo-module", *addons]),
            (
                "prettier",
                [
                    modules / ".bin" / "prettier", "--check", "--log-level=warn", "--no-error-on-unmatched-pattern",
                    f"--plugin={modules / '@prettier/plugin-xml/src/plugin.js'}",
                    "addons/**/*.xml", "addons/**/*.js",
                ],
            ),
        ]  # fmt: skip
    return checks


def _passes(name: str, command: list) -> bool:
    say(f"\n----- {name} -----")
    return subprocess.run(list(map(str, command)), cwd=ROOT).returncode == 0
