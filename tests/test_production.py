"""The production set-up on a database: addons up to date, an Indonesian company, and no password that everybody knows."""

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


def test_company_that_has_not_said_where_it_is_becomes_indonesian_before_there_is_accounting(fresh_database):
    db = fresh_database("company")
    where = (
        "SELECT country.code, currency.name, currency.rounding FROM res_company company"
        " JOIN res_currency currency ON currency.id = company.currency_id"
        " JOIN res_partner partner ON partner.id = company.partner_id"
        " LEFT JOIN res_country country ON country.id = partner.country_id"
    )

    def settle():
        subprocess.run([venv_python(), "-m", "dev.prepare", "production"], cwd=ROOT, env=variables(db), check=True)
        return postgres.sql(where, db)

    def move_to(country, currency):
        postgres.sql(f"UPDATE res_partner SET country_id = {country} WHERE id IN (SELECT partner_id FROM res_company)", db)
        postgres.sql(f"UPDATE res_company SET currency_id = (SELECT id FROM res_currency WHERE name = '{currency}')", db)

    move_to("NULL", "USD")
    assert settle() == ["ID|IDR|1.000000"]
    move_to("(SELECT id FROM res_country WHERE code = 'SG')", "SGD")
    assert settle() == ["SG|SGD|0.010000"]
