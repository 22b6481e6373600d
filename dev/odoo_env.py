"""How Odoo is run: config/odoo.conf, and environment variables for what differs from place to place.

Odoo 19 reads each option from the environment too (``ODOO_HTTP_PORT``, ``PGHOST``, ...), above the file.
"""

import os
import subprocess
from contextlib import contextmanager

from . import postgres, wkhtmltopdf
from .get_odoo import odoo_home
from .settings import CONFIG, ROOT, data_dir
from .venv import venv_python


def filestores():
    """Odoo's data folder: filestores and sessions."""
    return data_dir() / "odoo"


def variables(database: str, **options) -> dict:
    """The environment for a process that runs Odoo on a database.

    :param options: more of Odoo's options, by their names in the configuration file (``http_port=8069``)
    """
    own = {
        **postgres.connection(),
        "PGDATABASE": database,
        "PATH": os.pathsep.join([os.environ["PATH"], str(wkhtmltopdf.folder())]),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(odoo_home())]),
        "PYTHONDONTWRITEBYTECODE": "" if os.access(odoo_home(), os.W_OK) else "1",
        "ODOO_RC": str(CONFIG),
        "ODOO_DATA_DIR": str(filestores()),
    }
    if port := options.get("http_port"):
        own["ODOO_QUEUE_JOB_PORT"] = str(port)
    return {**os.environ, **own, **{f"ODOO_{name.upper()}": str(value) for name, value in options.items()}}


def odoo_command(*arguments: str) -> list[str]:
    """The command line of Odoo's server."""
    return [str(venv_python()), str(ROOT / "dev" / "odoo_bin.py"), *arguments]


def spawn(command, log, env) -> subprocess.Popen:
    """Start a process in a session of its own that keeps PostgreSQL running as long as it lives; output goes to a file."""
    with open(log, "ab") as output:
        return subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True, pass_fds=[postgres.lock_fd()],
        )  # fmt: skip


@contextmanager
def environment(database: str | None = None):
    """An Odoo environment of the superuser, inside a process that was started with `variables`. Commits at the end."""
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config([], setup_logging=True)
    name = database or os.environ["PGDATABASE"]
    with Registry(name).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
