"""A browser that logs in with a code by WhatsApp, and what Meta gets of it."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase

from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX
from odoo.addons.innovasia_whatsapp.tests.outbox_common import SpeaksToFakeGraph

from ..tools import login_code
from .accounts_common import PASSWORD, SPELLED, AccountsData
from .common import PeopleData

PAGE = "/web/login/totp"


class OtpCase(SpeaksToFakeGraph, AccountsData, PeopleData, HttpCase):
    """A company that requires codes from its CS, a device that sends them, and a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.account.write({"state": "connected", "otp_template_id": cls.otp_template.id})

    def setUp(self):
        super().setUp()
        self.env["res.users"].sudo().search(
            [("company_ids", "in", self.company.ids), ("wa_number", "=", False)]
        ).wa_otp_mode = "off"
        self.user = self.add()
        self.company.wa_otp_policy = "cs"
        self.env.flush_all()
        self.authenticate(None, None)

    # --- what a person does --------------------------------------------------------------

    def submit(self, url, **values):
        return self.url_open(url, data={"csrf_token": http.Request.csrf_token(self), **values}, allow_redirects=False)

    def give_password(self, login=SPELLED, password=PASSWORD):
        """Enter name and password; the page of the second factor opens."""
        answer = self.submit("/web/login", login=login, password=password)
        return answer if answer.status_code == 200 else self.url_open(answer.headers["Location"])

    def enter(self, code, **values):
        return self.submit(PAGE, totp_token=code, **values)

    def log_out(self):
        self.authenticate(None, None)

    def is_in(self):
        """Tell whether the browser is logged in."""
        return bool(http.root.session_store.get(self.opener.cookies["session_id"]).uid)

    # --- what arrives --------------------------------------------------------------------

    def codes(self):
        """The codes that Meta got so far."""
        self.drain(purpose=OUTBOX)
        return [message["template"]["components"][0]["parameters"][0]["text"] for message in self.graph.sent]

    def receive_code(self):
        [*_earlier, code] = self.codes()
        return code

    @contextmanager
    def later(self, steps):
        """Let so many time steps of a code pass."""
        step = login_code._step()
        with patch.object(login_code, "_step", lambda: step + steps):
            yield

    def let_cool_down(self, seconds=61):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE auth_totp_rate_limit_log SET create_date = create_date - %s * interval '1 second'", [seconds]
        )
        self.env.invalidate_all()
