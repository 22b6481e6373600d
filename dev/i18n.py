"""``make i18n``: bring i18n/id.po of every addon in step with its texts."""

import os
import sys
from io import BytesIO
from pathlib import Path

from . import database, postgres
from .get_odoo import odoo_home
from .odoo_env import environment, variables
from .prepare import LANGUAGE
from .progress import run_steps, say
from .settings import ADDONS, ROOT
from .shell import run
from .venv import venv_python

HEADER = {
    "Project-Id-Version": "Odoo Server 19.0",
    "Language": "id",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def i18n() -> int:
    """Set up and merge each addon's texts into its file in this checkout.

    Each is exported from a database without the addons that build on it, which may replace some of its texts.
    """
    run_steps(
        [
            ("Python packages", venv_python),
            ("Odoo 19", odoo_home),
            ("PostgreSQL", postgres.ensure_running),
            ("Test databases", lambda: database.template("test")),
        ]
    )
    for addon in database.in_order():
        _merge_from_database(addon)
    return 0


def _merge_from_database(addon: str) -> None:
    name = f"run_i18n_{os.getpid()}"
    database.copy(database.template(addon), name)
    try:
        output = run([venv_python(), "-m", "dev.i18n", addon], env=variables(name), cwd=ROOT)
    finally:
        database.drop(name)
    say("".join(line for line in output.splitlines(keepends=True) if line.startswith("addons/")))


def exported(env, addon: str) -> str:
    """The texts of an installed addon, untranslated, in the form of a .po file."""
    from odoo.tools.translate import trans_export

    buffer = BytesIO()
    trans_export(False, [addon], buffer, "po", env)
    return buffer.getvalue().decode()


def merge(texts: str, file: Path) -> list[str]:
    """Rewrite a .po file: new texts are empty, texts that are gone are removed, the others keep their translation.

    :param texts: what `exported` returns, in a stable order
    :return: the texts that wait for a translation
    """
    import polib

    kept = {entry.msgid: entry.msgstr for entry in polib.pofile(str(file))} if file.exists() else {}
    merged = polib.pofile(texts)
    merged.metadata = HEADER
    for entry in merged:
        entry.msgstr = kept.get(entry.msgid, "")
    file.parent.mkdir(exist_ok=True)
    merged.save(str(file))
    return [entry.msgid for entry in merged if not entry.msgstr]


def _main(addons: list[str]) -> None:
    with environment() as env:
        for addon in addons:
            file = ADDONS / addon / "i18n" / f"{LANGUAGE.partition('_')[0]}.po"
            missing = merge(exported(env, addon), file)
            say(f"{file.relative_to(ROOT)}: {len(missing)} texts to translate")


if __name__ == "__main__":
    _main(sys.argv[1:])
