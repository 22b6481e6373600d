"""Print an API key of a user, as the user would make one in the preferences: ``make_api_key.py LOGIN``."""

import sys
from datetime import datetime, timedelta

from dev.odoo_env import environment

with environment() as env:
    user = env["res.users"].search([("login", "=", sys.argv[1])])
    keys = env(user=user.id)["res.users.apikeys"]
    key = keys._generate("rpc", "tests", datetime.now() + timedelta(days=1))
print(key)
