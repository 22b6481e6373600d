"""pytest plugin of the stages with Odoo: hashes the passwords of test users in one round.

Odoo's 600,000 cost a third of a second for each user that a test class makes, and nobody attacks these.
"""

from unittest.mock import patch

import pytest


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    from odoo.addons.base.models import res_users

    with patch.object(res_users, "MIN_ROUNDS", 1):
        yield
