from odoo.tests import tagged

from ..tools import payloads
from .common import WireCase

OLD, NEW = "ID.old.id", "ID.new.id"


@tagged("post_install", "-at_install")
class TestUserIdUpdate(WireCase):
    """Meta announces a new business-scoped id outside of any conversation."""

    def test_conversation_continues_under_the_new_id(self):
        channel = self.receive(payloads.text("lama", user_id=OLD)).channel_id
        update = {"user_id_update": [{"user_id": {"previous": OLD, "current": NEW}}]}
        self.store(payloads.notice("user_id_update", update))
        self.drain()
        self.receive(payloads.text("baru", user_id=NEW))
        self.assertEqual(self.conversations(), channel)
        self.assertEqual(channel.wa_identity_id.bsuid, NEW)

    def test_update_of_somebody_who_never_wrote_changes_nothing(self):
        update = {"user_id_update": [{"user_id": {"previous": OLD, "current": NEW}}]}
        event = self.store(payloads.notice("user_id_update", update))
        self.drain()
        self.assertEqual(event.state, "done")
        self.assertFalse(self.conversations())
