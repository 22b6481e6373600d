"""What the table says of seeing, on the live bus: who is subscribed to what, and what arrives there."""

import json
from unittest.mock import MagicMock, patch

from odoo.tests import tagged

from odoo.addons.bus.models.bus import channel_with_db, json_dump
from odoo.addons.innovasia_whatsapp.tools import payloads

from .access_common import AccessCase, words
from .access_table import ALLOWED, CONVERSATIONS

NEWS = "berita rahasia"


@tagged("post_install", "-at_install")
class TestAccessBus(AccessCase):
    def subscribe(self, who):
        """Let a browser ask for everything that it can think of.

        :return: the names of the bus channels that it gets
        """
        user = self.people[who]
        asked = ["innovasia_whatsapp", *(f"discuss.channel_{channel.id}" for channel in self.conversations.values())]
        asked += [f"discuss.channel_{channel.id}_members" for channel in self.conversations.values()]
        request = MagicMock()
        request.session.uid = None if who == "public" else user.id
        with patch("odoo.addons.bus.models.ir_websocket.wsrequest", request):
            found = self.env(user=user.id, su=False)["ir.websocket"]._build_bus_channel_list(asked)
        return {json_dump(channel_with_db(self.env.cr.dbname, channel)) for channel in found}

    def arrived(self, subscription, since):
        """:return: the text of all that was sent to these channels"""
        self.env.cr.precommit.run()  # the bus writes its rows just before the commit
        rows = self.env["bus.bus"].search([("id", ">", since)])
        return "\n".join(row.message for row in rows if row.channel in subscription)

    def last(self):
        self.env.cr.precommit.run()
        return self.env["bus.bus"].search([], order="id desc", limit=1).id

    def write_again(self, name):
        """Let a customer write again."""
        channel = self.conversations[name]
        message = payloads.text(f"{NEWS} {name}", wa_id=channel.wa_identity_id.wa_id)
        self.receive(message)

    def test_a_message_arrives_at_who_sees_the_conversation(self):
        for name in ("new", "of_a", "of_b"):
            subscriptions = {who: self.subscribe(who) for who in ALLOWED}
            since = self.last()
            self.write_again(name)
            for who, subscription in subscriptions.items():
                with self.subTest(who=who, conversation=name):
                    self.assertEqual(f"{NEWS} {name}" in self.arrived(subscription, since), "s" in ALLOWED[who][name])

    def test_nothing_of_a_conversation_arrives_at_who_does_not_see_it(self):
        """Whatever happens in it: replies, notes, labels, hand-overs, reactions."""
        subscriptions = {who: self.subscribe(who) for who in ALLOWED}
        since = self.last()
        channel = self.conversations["of_a"]
        mine = channel.with_user(self.cs_a)
        mine.message_post(body=f"{NEWS} balasan", message_type="comment", subtype_xmlid="mail.mt_comment")
        mine.message_post(body=f"{NEWS} catatan", message_type="comment", subtype_xmlid="mail.mt_note")
        mine.wa_set_labels(self.label.ids)
        mine.wa_transfer(self.colleague.id, f"{NEWS} titip")
        self.write_again("of_a")
        for who, subscription in subscriptions.items():
            arrived = self.arrived(subscription, since)
            with self.subTest(who=who):
                self.assertEqual(f"{NEWS} balasan" in arrived, "s" in ALLOWED[who]["of_a"])
                if "s" not in ALLOWED[who]["of_a"]:
                    for secret in (NEWS, words("of_a"), "Pelanggan of_a", self.label.name):
                        self.assertNotIn(secret, arrived)

    def test_a_subscription_from_before_a_hand_over_hears_nothing_any_more(self):
        owner, colleague = self.subscribe("cs_a"), self.subscribe("cs_b")
        channel = self.conversations["of_a"]
        channel.with_user(self.cs_a).wa_transfer(self.cs_b.id)
        since = self.last()
        self.write_again("of_a")
        self.assertNotIn(NEWS, self.arrived(owner, since))
        self.assertNotIn(NEWS, self.arrived(colleague, since))
        self.assertIn(NEWS, self.arrived(self.subscribe("cs_b"), since))
        channel.with_user(self.cs_b).wa_release()
        since = self.last()
        self.write_again("of_a")
        self.assertNotIn(NEWS, self.arrived(colleague - self.subscribe("cs_b"), since))
        for who in ("cs_a", "cs_b", "supervisor"):
            self.assertIn(NEWS, self.arrived(self.subscribe(who), since))

    def test_everybody_hears_that_a_conversation_came_or_went_but_not_what_it_says(self):
        subscriptions = {who: self.subscribe(who) for who in ALLOWED}
        inside = {who for who in ALLOWED if "s" in ALLOWED[who]["new"]} | {"foreign"}
        groups = {who for who, subscription in subscriptions.items() if any("WHATSAPP" in name for name in subscription)}
        self.assertEqual(groups, inside)
        supervisors = {who for who, subscription in subscriptions.items() if any("TEAM" in name for name in subscription)}
        self.assertEqual(supervisors, {"supervisor", "admin"})

    def test_no_conversation_is_heard_by_who_is_not_allowed_to(self):
        for who in ALLOWED:
            heard = {name[2] for name in map(json.loads, self.subscribe(who)) if name[1] == "discuss.channel"}
            for name in CONVERSATIONS:
                with self.subTest(who=who, conversation=name):
                    self.assertEqual(self.conversations[name].id in heard, "s" in ALLOWED[who][name])
