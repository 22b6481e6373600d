"""Plays the scripts with the product's own methods, on a clock that is turned back."""

from datetime import timedelta
from itertools import count
from unittest.mock import patch

from odoo import fields

from odoo.addons.innovasia_whatsapp.tools.webhook_types import Contact, Message

from .cast import CUSTOMERS
from .words import Writing

AD = {"source_type": "ad", "source_id": "120210000000000001", "headline": "Promo Madu Innovasia", "body": "Beli 2 gratis 1"}
LABELLING = "supervisor"


class Stage(Writing):
    """The conversations of the demo while they take place.

    :param devices: {"shop" or "donation": wa.account}
    """

    def __init__(self, env, devices):
        self.env, self.devices = env, devices
        self.users = {user.login: user for user in env["res.users"].search([("login", "like", "cs_%")])}
        self.users[LABELLING] = env["res.users"].search([("login", "=", LABELLING)])
        self.contacts = {one.name: Contact(wa_id=one.number, profile_name=one.name) for one in CUSTOMERS}
        self.device_of = {one.name: devices[one.device] for one in CUSTOMERS}
        self.wamids = count(1)
        self.now = None

    def gather(self):
        """Let all customers have a conversation, in which nothing was said yet."""
        for device in set(self.device_of.values()):
            mine = [self.contacts[name] for name, one in self.device_of.items() if one == device]
            self.env["wa.identity"]._learn(device, mine)
        self.channels = {
            channel.wa_identity_id.wa_id: channel
            for channel in self.env["discuss.channel"].search([("channel_type", "=", "whatsapp")])
        }

    def play(self, steps, until):
        """Let everything happen, in its order and at its time."""
        self.turn(steps[0].at)
        with patch.object(fields.Datetime, "now", lambda *_args: self.now):
            self._begin_to_write()
            for step in steps:
                self._let_pass(step.at)
                getattr(self, f"_{step.action}")(step)
            self._let_pass(until)

    def turn(self, now):
        """Turn the clock."""
        self.now = now

    def _let_pass(self, until):
        """Send what is due by then, and end the sessions that are over, each when it is."""
        self._write_due(until)
        while True:
            self.env.flush_all()
            self.env.cr.execute("SELECT min(wa_session_expires_at) FROM discuss_channel WHERE wa_state IN ('new', 'assigned')")
            (over_at,) = self.env.cr.fetchone()
            if not over_at or over_at > until:
                self.turn(until)
                return
            self.turn(over_at + timedelta(seconds=1))
            self.env["discuss.channel"]._wa_release_ended()

    def _conversation(self, step, login=None):
        user = self.users[login or step.agent or LABELLING]
        return self.channels[self.contacts[step.customer].wa_id].with_user(user)

    # --- what may happen -----------------------------------------------------------------

    def _c(self, step, **data):
        wamid = f"wamid.demo.{next(self.wamids)}"
        message = Message(wamid, "text", step.at, self.contacts[step.customer], step.text, data=data)
        self.env["wa.message"]._receive(self.device_of[step.customer], [message])

    def _ad(self, step):
        self._c(step, referral=AD)

    def _cs(self, step):
        self._post(step, "mail.mt_comment")

    def _note(self, step):
        self._post(step, "mail.mt_note")

    def _post(self, step, subtype):
        posted = self._conversation(step).message_post(body=step.text, message_type="comment", subtype_xmlid=subtype)
        posted.sudo().date = step.at

    def _label(self, step):
        label = self.env["wa.label"].search([("name", "=", step.text)])
        self._conversation(step).wa_set_labels(label.ids)

    def _transfer(self, step):
        login, note = step.text.split(maxsplit=1)
        conversation = self._conversation(step)
        conversation.wa_transfer(self.users[login].id, note)
        conversation.sudo().message_ids[:1].date = step.at

    def _archive(self, step):
        self._conversation(step).wa_archive()
