"""Template databases, and copies of them.

company   Odoo's base with its demo data, mostly users, and an Indonesian company
base      company, and what the addons need from Odoo and OCA; changes when Odoo or a requirement does
an addon  (by its name) base, the addon and those that come before it: its own tests run without what builds on it
test      base and all our addons: for tests
core      test and im_livechat: to run Odoo's own tests beside our addons
demo      test, and the demo users work in Indonesian: what `make run` serves, with conversations up to that minute

Demo data are those of Odoo's base and of our addons: those of Odoo's shop are in dollars.

A template carries in its name a hash of what it was made from. It is made under another name and renamed when it
is whole, so an interruption leaves nothing that could be mistaken for it.
"""

import ast
import hashlib
import os
import re
import shutil
from pathlib import Path

from . import postgres
from .get_odoo import odoo_version
from .odoo_env import filestores, odoo_command, variables
from .prepare import STEPS
from .progress import Trouble, note
from .settings import ADDONS, REQUIREMENTS, ROOT, data_dir
from .shell import locked, need_space, run
from .venv import venv_python

ALWAYS = ("mail", "queue_job", "web")
LOADING = re.compile(r"Loading module (\w+) \((\d+/\d+)\)")
# What reaches the database only while Odoo runs, or never.
NOT_INSTALLED = {"tests", "static", "readme", "__pycache__"}


def manifests() -> dict[str, dict]:
    """The manifests of the addons of this checkout that can be installed."""
    found = {}
    for path in sorted(ADDONS.glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text())
        if manifest.get("installable", True):
            found[path.parent.name] = manifest
    return found


def in_order() -> list[str]:
    """Our addons, each after those that it depends on."""
    own, order = manifests(), []
    while waiting := [name for name in own if name not in order]:
        order.append(next(name for name in waiting if not own.keys() & set(own[name]["depends"]) - set(order)))
    return order


def foreign_depends() -> list[str]:
    """The modules of Odoo and OCA that our addons depend on."""
    own = manifests()
    return sorted({*ALWAYS, *(name for manifest in own.values() for name in manifest["depends"])} - own.keys())


def addon_hash(name: str) -> str:
    """A hash of the files of an addon that shape a database."""
    digest = hashlib.sha256()
    for path in sorted((ADDONS / name).rglob("*")):
        inside = path.relative_to(ADDONS / name)
        if path.is_file() and not NOT_INSTALLED.intersection(inside.parts):
            digest.update(str(inside).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def addon_hashes() -> dict[str, str]:
    """The hash of every addon."""
    return {name: addon_hash(name) for name in manifests()}


def template(kind: str) -> str:
    """The name of a template database; it is made when it is not there yet.

    :param kind: base, the name of an addon, test, core or demo
    """
    parent_kind = _parent(kind)
    parent = template(parent_kind) if parent_kind else None
    name = f"tpl_{kind}_{_key(kind, parent)}"
    with locked(data_dir() / "templates.lock"):
        if name not in postgres.databases():
            if parent:
                note(f"copying the {parent_kind} database")
            _make(kind, name, parent)
            _prune(kind, name)
        (filestores() / "filestore" / name).mkdir(parents=True, exist_ok=True)
        os.utime(filestores() / "filestore" / name)
    return name


def _parent(kind: str) -> str | None:
    chain = ["company", "base", *in_order(), "test"]
    if kind in chain:
        place = chain.index(kind)
        return chain[place - 1] if place else None
    return "test"


def copy(source: str, target: str) -> None:
    """Copy a database with its filestore."""
    drop(target)
    files = filestores() / "filestore"
    if (files / source).exists():
        # Files of a filestore are named by their content and never rewritten, so a link is as good as a copy.
        shutil.copytree(files / source, files / target, copy_function=os.link)
    postgres.wait_for_no_connection(source)
    postgres.copy(source, target)


def drop(name: str) -> None:
    """Drop a database with its filestore."""
    postgres.drop(name)
    shutil.rmtree(filestores() / "filestore" / name, ignore_errors=True)


def ensure_demo(name: str) -> None:
    """Make the demo database ``name`` if it is missing, else update the addons that changed since."""
    wanted = addon_hashes()
    if name not in postgres.databases():
        source = template("demo")
        note("copying the demo database")
        copy(source, name)
        fill_demo(name)
    elif changed := _changed(postgres.note_on(name).get("addons", {}), wanted):
        known = set(postgres.sql("SELECT name FROM ir_module_module WHERE state = 'installed'", name))
        update = [addon for addon in changed if addon in known]
        install = [addon for addon in changed if addon not in known]
        note(f"updating {', '.join(changed)}")
        if foreign := [module for module in foreign_depends() if module not in known]:
            _install_foreign(name, foreign)
        _odoo(name, *(["-u", ",".join(update)] if update else []), *(["-i", ",".join(install)] if install else []))
    else:
        return
    postgres.set_note(name, {"addons": wanted})


def fill_demo(name: str) -> None:
    """Let the conversations of the demo take place in a fresh copy of the demo template; it is dropped when they cannot."""
    note("letting the demo's conversations take place")
    try:
        run([venv_python(), "-m", "dev.demo"], env=variables(name), cwd=ROOT)
    except BaseException:
        drop(name)
        raise


def _changed(before: dict, after: dict) -> list[str]:
    return [name for name, value in after.items() if before.get(name) != value]


def _key(kind: str, parent: str | None) -> str:
    if kind == "company":
        parts = [odoo_version(), *((REQUIREMENTS / name).read_text() for name in ("odoo.txt", "oca.txt"))]
    elif kind == "base":
        parts = [parent, *foreign_depends()]
    else:
        parts = [parent, *([addon_hash(kind)] if kind in manifests() else [])]
    parts.append((ROOT / "dev" / "prepare.py").read_text())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _make(kind: str, name: str, parent: str | None) -> None:
    need_space(data_dir(), 2)
    making = f"making_{kind}"
    if parent:
        copy(parent, making)
    else:
        drop(making)
    known = {"company": ["base"], "base": foreign_depends(), "test": [], "core": ["im_livechat"], "demo": []}
    modules = known.get(kind, [kind])
    if kind == "base":
        _install_foreign(making, modules)
    elif modules:
        _odoo(making, "-i", ",".join(modules), "--with-demo")
    _check_installed(making, modules)
    if kind in STEPS:
        note(f"preparing the {kind} database")
        run([venv_python(), "-m", "dev.prepare", kind], env=variables(making), cwd=ROOT)
    if kind not in ("company", "base", "demo"):
        # Tests throw their database away; waiting for the disk at each commit is lost time.
        postgres.sql(f'ALTER DATABASE "{making}" SET synchronous_commit = off')
    postgres.wait_for_no_connection(making)
    files = filestores() / "filestore"
    shutil.rmtree(files / name, ignore_errors=True)
    if (files / making).exists():
        (files / making).rename(files / name)
    postgres.rename(making, name)


def _install_foreign(database: str, modules: list[str]) -> None:
    """Install modules of Odoo and OCA without their demo data.

    Odoo loads the demo data of a module when all that it depends on have theirs. So nothing has any now, and everything
    has afterwards, for our addons.
    """
    postgres.sql("UPDATE ir_module_module SET demo = false", database)
    _odoo(database, "-i", ",".join(modules))
    postgres.sql("UPDATE ir_module_module SET demo = true WHERE state = 'installed'", database)


def _odoo(database: str, *arguments: str) -> None:
    """Run Odoo once, to install or update modules."""

    def progress(line: str) -> str | None:
        found = LOADING.search(line)
        return found and f"Odoo module {found[2]}: {found[1]}"

    output = run(
        odoo_command(*arguments, "--stop-after-init", "--no-http", "--max-cron-threads=0"),
        env=variables(database), cwd=ROOT, watch=progress,
    )  # fmt: skip
    errors = [line for line in output.splitlines() if re.search(r" (ERROR|CRITICAL) ", line)]
    if errors:
        raise Trouble("Odoo reported errors while it installed the addons:\n" + "\n".join(errors[:10]))


def _check_installed(database: str, modules) -> None:
    rows = postgres.sql("SELECT name FROM ir_module_module WHERE state = 'installed'", database)
    if missing := set(modules) - set(rows):
        raise Trouble(
            f"Odoo could not install {', '.join(sorted(missing))}: see addons_path in config/odoo.conf and the manifests."
        )


def _prune(kind: str, newest: str, keep: int = 2) -> None:
    """Drop all but the latest templates of a kind."""
    files = filestores() / "filestore"

    def last_use(name: str) -> float:
        folder: Path = files / name
        return folder.stat().st_mtime if folder.exists() else 0

    of_kind = re.compile(rf"tpl_{kind}_[0-9a-f]{{12}}")
    others = [name for name in postgres.databases() if of_kind.fullmatch(name) and name != newest]
    for old in sorted(others, key=last_use, reverse=True)[keep - 1 :]:
        drop(old)
