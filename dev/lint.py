"""``make lint`` and ``make format``."""

import subprocess
from pathlib import Path

from .node import node_modules
from .progress import run_steps, say
from .settings import ADDONS, ROOT
from .venv import LINT, venv_python

# Only what pylint-odoo adds: ruff does the rest. A model here has one file for each concern, so its classes stay apart;
# background work commits what it claimed before it calls the network; the README is the checkout's.
PYLINT = (
    "--disable=all",
    "--enable=odoolint",
    "--disable=consider-merging-classes-inherited,invalid-commit,missing-readme",
)


def lint() -> int:
    """Run every checker; then one line says which of them complained."""
    _setup()
    tools = _tools()
    addons = _addons()
    checks = {"ruff": [tools / "ruff", "check", "."], "ruff format": [tools / "ruff", "format", "--check", "."]}
    if addons:
        checks["pylint-odoo"] = [tools / "pylint", "--rcfile=pyproject.toml", *PYLINT, *addons]
        checks["oca-checks-odoo-module"] = [tools / "oca-checks-odoo-module", *addons]
        checks["prettier"] = _prettier("--check")
    complained = [name for name, command in checks.items() if not _passes(name, command)]
    say(f"\nLint found problems: {', '.join(complained)}." if complained else "\nLint found nothing.")
    return 1 if complained else 0


def format_all() -> int:
    """Let the checkers mend what they can mend by themselves."""
    _setup()
    tools = _tools()
    commands = {
        "ruff": [tools / "ruff", "check", "--fix", "--quiet", "--exit-zero", "."],
        "ruff format": [tools / "ruff", "format", "."],
        "oca-checks-odoo-module": [tools / "oca-checks-odoo-module", "--fix", "--no-exit", *_addons()],
        "prettier": _prettier("--write"),
    }
    return 0 if not [name for name, command in commands.items() if not _passes(name, command)] else 1


def _setup() -> None:
    run_steps([("Python checkers", _tools), ("Prettier", node_modules)])


def _tools() -> Path:
    return venv_python(*LINT).parent


def _addons() -> list[Path]:
    return [path.parent.relative_to(ROOT) for path in sorted(ADDONS.glob("*/__manifest__.py"))]


def _prettier(mode: str) -> list:
    modules = node_modules()
    plugin = modules / "@prettier" / "plugin-xml" / "src" / "plugin.js"
    quiet = ["--log-level=warn", "--no-error-on-unmatched-pattern"]
    return [modules / ".bin" / "prettier", mode, *quiet, f"--plugin={plugin}", "addons/**/*.xml", "addons/**/*.js"]


def _passes(name: str, command: list) -> bool:
    say(f"\n----- {name} -----")
    return subprocess.run(list(map(str, command)), cwd=ROOT).returncode == 0
