"""The production set-up on a database: addons up to date, and no password that everybody knows."""

import subprocess

import pytest
from passlib.context import CryptContext

from dev import postgres
from dev.odoo_env import variables
from dev.settings import ROOT
from dev.venv import venv_python

HASHES = CryptContext(["pbkdf2_sha512"])


@pytest.fixture
def admin_password(fresh_database):
    """Runs the production set-up with a password, and tells whether the administrator then has a given one."""
    db = fresh_database()

    def set_up(password):
        env = {**variables(db, log_level="warn"), "ADMIN_PASSWORD": password}
        subprocess.run([venv_python(), "-m", "dev.production"], cwd=ROOT, env=env, check=True, capture_output=True)

    def has(password):
        [stored] = postgres.sql("SELECT password FROM res_users WHERE login = 'admin'", db)
        return HASHES.verify(password, stored)

    return set_up, has


def test_well_known_password_is_replaced_once_and_never_again(admin_password):
    set_up, has = admin_password
    assert has("admin")
    set_up("first-secret")
    assert has("first-secret")
    set_up("other-secret")
    assert has("first-secret")
