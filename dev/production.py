"""Create or update the production database. Runs inside Odoo's environment, once before the server starts.

No demo data: the log-ins of the demo do not exist here, and the password "admin" that Odoo gives a new database
is replaced at once.
"""

import os
import subprocess
import sys

from .database import manifests
from .odoo_env import environment
from .settings import ROOT

WELL_KNOWN_PASSWORD = "admin"


def main() -> int:
    """Install or update our addons for an Indonesian company, then make sure that nobody knows the administrator's password."""
    addons = ",".join(manifests())
    steps = [
        _odoo("-i", "base"),
        # In a process of its own: the next step brings models that this one would not know.
        [sys.executable, "-m", "dev.prepare", "production"],
        _odoo("-i", addons, "-u", addons, "--load-language=id_ID"),
    ]
    for step in steps:
        if code := subprocess.run(step, cwd=ROOT).returncode:
            return code
    with environment() as env:
        replace_well_known_password(env, os.environ["ADMIN_PASSWORD"])
    return 0


def _odoo(*arguments: str) -> list:
    return [sys.executable, ROOT / "dev" / "odoo_bin.py", *arguments, "--stop-after-init", "--no-http", "--workers=0"]


def replace_well_known_password(env, password: str) -> bool:
    """Give the administrator a password when it still is the one of every new Odoo database.

    :returns: whether it was replaced
    """
    admin = env.ref("base.user_admin")
    env.cr.execute("SELECT password FROM res_users WHERE id = %s", [admin.id])
    [stored] = env.cr.fetchone()
    if not stored or not admin._crypt_context().verify(WELL_KNOWN_PASSWORD, stored):
        return False
    admin.password = password
    return True


if __name__ == "__main__":
    sys.exit(main())
