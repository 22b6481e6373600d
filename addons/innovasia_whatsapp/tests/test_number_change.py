from odoo.tests import tagged

from ..tools import payloads
from .common import WireCase

WA_ID = "6281234567890"
BSUID = "ID.one.person"
NEW_WA_ID = "6281299999999"


@tagged("post_install", "-at_install")
class TestNumberChange(WireCase):
    """A customer takes the conversation along to a new number."""

    def _change(self, **options):
        return payloads.number_change(NEW_WA_ID, wa_id=WA_ID, **options)

    def _assert_followed(self, channel, *words):
        self.assertEqual(self.conversations(), channel)
        identity = channel.wa_identity_id
        self.assertEqual(identity.wa_id, NEW_WA_ID)
        self.assertEqual(identity.partner_id.wa_number, NEW_WA_ID)
        said = self.env["wa.message"].search([("account_id", "=", self.account.id), ("kind", "=", "text")])
        self.assertEqual(set(said.mapped("body")), set(words))
        self.assertEqual(said.channel_id, channel)

    def test_later_messages_from_the_new_number_continue_the_conversation(self):
        channel = self.receive(payloads.text("lama", wa_id=WA_ID)).channel_id
        self.receive(self._change())
        self.receive(payloads.text("baru", wa_id=NEW_WA_ID))
        self._assert_followed(channel, "lama", "baru")
        partner = channel.wa_partner_id
        self.assertEqual(partner.phone, "+62 812-9999-9999")

    def test_a_change_that_comes_after_the_first_message_from_the_new_number(self):
        channel = self.receive(payloads.text("lama", wa_id=WA_ID)).channel_id
        self.receive(payloads.text("baru", wa_id=NEW_WA_ID))
        self.receive(self._change())
        self._assert_followed(channel, "lama", "baru")

    def test_a_change_in_the_middle_of_a_batch(self):
        old, change, new = (
            payloads.text("lama", wa_id=WA_ID),
            self._change(timestamp=payloads.TIMESTAMP + 1),
            payloads.text("baru", wa_id=NEW_WA_ID, timestamp=payloads.TIMESTAMP + 2),
        )
        for message in (new, change, old):
            self.post(message)
        self.drain()
        self._assert_followed(self.conversations(), "lama", "baru")

    def test_a_change_that_is_delivered_twice_is_followed_once(self):
        channel = self.receive(payloads.text("lama", wa_id=WA_ID)).channel_id
        change = self._change()
        self.receive(change)
        self.receive(change, payloads.text("baru", wa_id=NEW_WA_ID))
        self._assert_followed(channel, "lama", "baru")

    def test_a_message_that_was_written_before_the_change_and_comes_late(self):
        change = self._change(timestamp=payloads.TIMESTAMP + 60)
        self.receive(change)
        channel = self.conversations()
        self.receive(payloads.text("lama", wa_id=WA_ID, timestamp=payloads.TIMESTAMP))
        self._assert_followed(channel, "lama")

    def test_whoever_gets_the_old_number_afterwards_is_somebody_else(self):
        channel = self.receive(payloads.text("lama", wa_id=WA_ID)).channel_id
        self.receive(self._change(timestamp=payloads.TIMESTAMP + 60))
        stranger = self.receive(payloads.text("saya baru", wa_id=WA_ID, timestamp=payloads.TIMESTAMP + 999))
        self.assertNotEqual(stranger.channel_id, channel)
        self.assertNotEqual(stranger.partner_id, channel.wa_partner_id)

    def test_a_number_that_a_person_typed_is_not_overwritten(self):
        partner = self.env["res.partner"].create({"name": "Rini", "phone": "+62 21 555 0000", "wa_number": WA_ID})
        self.receive(self._change())
        self.assertEqual(partner.wa_number, NEW_WA_ID)
        self.assertEqual(partner.phone, "+62 21 555 0000")

    def test_a_username_user_gets_a_new_id_with_the_new_number(self):
        channel = self.receive(payloads.text("lama", user_id=BSUID)).channel_id
        change = payloads.message(
            "system",
            {"type": "user_changed_user_id", "body": "changed", "user_id": "ID.new"},
            user_id=BSUID,
        )
        self.receive(change)
        self.assertEqual(self.receive(payloads.text("baru", user_id="ID.new")).channel_id, channel)
