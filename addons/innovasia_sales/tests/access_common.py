"""Asking as a person's browser or program asks: over RPC, with whatever it likes to send."""

from odoo.tests import HttpCase
from odoo.tools import mute_logger

from .common import SalesData

REFUSED = "refused"


class MoneyAccessCase(SalesData, HttpCase):
    def login(self, user):
        """Log in to the web client; the password is the one of new_test_user."""
        self.authenticate(user.login, user.login + "x" * (8 - len(user.login)))

    def ask(self, model, method, *arguments, **keywords):
        """Call a method as whoever is logged in.

        :return: the answer, or a text that begins with REFUSED"""
        call = {"model": model, "method": method, "args": arguments, "kwargs": keywords}
        with mute_logger("odoo.http", "odoo.sql_db"):
            response = self.url_open("/web/dataset/call_kw", json={"params": call}, timeout=60).json()
        self.env.invalidate_all()
        if "error" not in response:
            return response.get("result")
        data = response["error"]["data"]
        # A refusal is a sentence; anything else is a fault of the server.
        self.assertRegex(data["name"], r"^odoo\.exceptions\.|^builtins\.(ValueError|AttributeError)|werkzeug", data["debug"])
        return f"{REFUSED}: {data['name']} {data['message']}"

    def assert_refused(self, answer, words=""):
        self.assertRegex(str(answer), f"^{REFUSED}.*{words}")
