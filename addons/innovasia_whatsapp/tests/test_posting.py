from datetime import timedelta

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.queue_job.tests.common import trap_jobs

from .outbox_common import OutboxCase

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@tagged("post_install", "-at_install", "wa_outbox")
class TestPosting(OutboxCase):
    def reply(self, body="Halo", channel=None, **values):
        """Post as Discuss does for the agent."""
        channel = (channel or self.siti).with_user(self.agent).sudo()
        values = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment", **values}
        return channel.message_post(body=body, **values)

    def rows(self, message=None):
        domain = [("account_id", "=", self.account.id), ("direction", "=", "outbound")]
        domain += [("mail_message_id", "=", message.id)] if message else []
        return self.env["wa.message"].search(domain, order="id")

    def inbound(self, wamid, channel=None, kind="text"):
        """A message of the customer, as the inbox leaves it."""
        channel = channel or self.siti
        mail = self.env["mail.message"].create(
            {
                "model": "discuss.channel",
                "res_id": channel.id,
                "author_id": channel.wa_partner_id.id,
                "message_type": "whatsapp_message",
                "subtype_id": self.env.ref("mail.mt_comment").id,
                "body": "Halo?",
            }
        )
        self.env["wa.message"].create(
            {
                "account_id": self.account.id,
                "identity_id": channel.wa_identity_id.id,
                "partner_id": channel.wa_partner_id.id,
                "channel_id": channel.id,
                "mail_message_id": mail.id,
                "direction": "inbound",
                "state": "received",
                "kind": kind,
                "wamid": wamid,
            }
        )
        return mail

    # --- replies -------------------------------------------------------------------------

    def test_reply_is_queued_in_whatsapp_markup_and_linked_to_its_message(self):
        message = self.reply(Markup("<p>Harga <b>10.000</b><br>ya</p>"))
        row = self.rows(message)
        self.assertEqual((row.kind, row.body, row.state), ("text", "Harga *10.000*\nya", "outgoing"))
        self.assertEqual((row.user_id, row.channel_id), (self.agent, self.siti))
        self.assertEqual(message.message_type, "whatsapp_message")

    def test_reply_is_shown_as_the_customer_reads_it(self):
        message = self.reply("*tebal* <b>")
        self.assertEqual(self.rows(message).body, "*tebal* <b>")
        self.assertIn("<strong>tebal</strong> &lt;b&gt;", message.body)

    def test_reply_through_rpc_without_subtype_is_sent(self):
        channel = self.siti.with_user(self.agent)
        message = channel.message_post(body="Halo", message_type="comment")
        self.assertEqual(self.rows(message).body, "Halo")

    def test_reply_is_rolled_back_with_its_transaction(self):
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self.reply()
            raise ZeroDivisionError
        self.assertFalse(self.rows())

    def test_replying_makes_the_agent_a_member_without_a_notice(self):
        before = self.siti.message_ids
        message = self.reply()
        self.assertIn(self.agent.partner_id, self.siti.channel_member_ids.partner_id)
        self.assertEqual(self.siti.message_ids - before, message)

    def test_typing_and_looking_make_nobody_a_member(self):
        self.siti.with_user(self.agent)._find_or_create_member_for_self()
        self.assertFalse(self.siti.channel_member_ids)

    def test_internal_note_is_not_sent(self):
        message = self.reply("rahasia", subtype_xmlid="mail.mt_note")
        self.assertEqual(message.message_type, "comment")
        self.assertFalse(self.rows())

    def test_notification_is_not_sent(self):
        self.reply("joined", message_type="notification")
        self.assertFalse(self.rows())

    def test_reply_outside_the_window_is_refused_with_what_to_do(self):
        self.siti.wa_window_expires_at = fields.Datetime.now() - timedelta(minutes=1)
        with self.assertRaisesRegex(UserError, "template"), self.env.cr.savepoint():
            self.reply()
        self.assertFalse(self.rows())

    def test_reply_from_an_archived_device_is_refused(self):
        self.account.active = False
        with self.assertRaisesRegex(UserError, "archived"):
            self.reply()

    def test_reply_while_the_device_is_in_error_waits(self):
        self.account.state = "error"
        self.assertEqual(self.rows(self.reply()).state, "outgoing")

    def test_reply_of_somebody_without_the_group_is_refused(self):
        stranger = self._new_user("stranger", "base.group_user")
        with self.assertRaises(AccessError):
            self.siti.with_user(stranger).sudo().message_post(body="x", message_type="comment")

    def test_empty_reply_is_refused(self):
        for body in (Markup("<p><br></p>"), "\u200b"):
            with self.subTest(body=body), self.assertRaisesRegex(UserError, "empty"):
                self.reply(body)

    def test_context_of_the_caller_leads_around_no_check(self):
        self.siti.wa_window_expires_at = fields.Datetime.now() - timedelta(minutes=1)
        channel = self.siti.with_user(self.agent).with_context(wa_inbound=True, wa_reply=True)
        with self.assertRaisesRegex(UserError, "template"):
            channel.message_post(body="Halo", message_type="comment")
        channel.message_post(body="Halo", message_type="whatsapp_message", subtype_xmlid="mail.mt_note")
        self.assertFalse(self.rows())

    def test_long_text_is_split_and_stays_one_message_in_discuss(self):
        message = self.reply("kata " * 1800)
        rows = self.rows(message)
        self.assertEqual(len(rows), 3)
        self.assertTrue(all(len(row.body) <= 4096 for row in rows))

    def test_album_takes_the_text_as_caption_of_its_first_picture(self):
        message = self.reply("Dua foto", attachments=[("a.png", PNG), ("b.png", PNG)])
        rows = self.rows(message)
        self.assertEqual(rows.mapped("kind"), ["image", "image"])
        self.assertEqual(rows.mapped("body"), ["Dua foto", False])

    def test_text_goes_before_a_file_that_takes_no_caption(self):
        message = self.reply("Dengarkan", attachments=[("a.mp3", b"ID3\x03" + b"0" * 50)])
        self.assertEqual(self.rows(message).mapped("kind"), ["text", "audio"])

    def test_file_goes_out_with_its_name(self):
        self.reply("", attachments=[("harga.pdf", b"%PDF-1.4 x")])
        self.drain()
        [(name, content, mime)] = self.graph.uploads
        self.assertEqual((name, content, mime), ("harga.pdf", b"%PDF-1.4 x", "application/pdf"))
        self.assertEqual(self.graph.sent[0]["document"]["filename"], "harga.pdf")

    def test_file_over_100_mb_is_refused_before_anything_is_stored(self):
        attachment = self.env["ir.attachment"].create({"name": "film.mp4", "raw": b"x"})
        self.env.cr.execute("UPDATE ir_attachment SET file_size = 200000000")
        attachment.invalidate_recordset()
        before = self.siti.message_ids
        with self.assertRaisesRegex(UserError, r"film\.mp4.*100 MB"):
            self.reply("", attachment_ids=attachment.ids)
        self.assertEqual(self.siti.message_ids, before)

    def test_answer_quotes_the_message_it_answers(self):
        asked = self.inbound("wamid.question")
        self.reply("Ya", parent_id=asked.id)
        self.drain()
        self.assertEqual(self.graph.sent[0]["context"], {"message_id": "wamid.question"})

    # --- reactions -----------------------------------------------------------------------

    def react(self, mail, emoji, action="add", user=None):
        user = user or self.agent
        mail.with_user(user).sudo()._message_reaction(emoji, action, user.partner_id, self.env["mail.guest"])

    def test_reaction_of_an_agent_goes_out_and_can_be_taken_back(self):
        asked = self.inbound("wamid.question")
        self.react(asked, "👍")
        self.react(asked, "👍", "remove")
        self.drain()
        self.assertEqual(
            [payload["reaction"] for payload in self.graph.sent],
            [
                {"message_id": "wamid.question", "emoji": "👍"},
                {"message_id": "wamid.question", "emoji": ""},
            ],
        )

    def test_second_reaction_of_our_side_replaces_the_first(self):
        asked = self.inbound("wamid.question")
        self.react(asked, "👍")
        other = self._new_user("other", "innovasia_whatsapp.group_user")
        self.react(asked, "🙏", user=other)
        self.assertEqual(asked.reaction_ids.mapped("content"), ["🙏"])
        self.assertEqual([row.data["emoji"] for row in self.rows()], ["👍", "🙏"])

    def test_reaction_of_the_customer_is_not_echoed_and_stays(self):
        asked = self.inbound("wamid.question")
        asked.with_context(wa_inbound=True)._message_reaction("❤", "add", self.partner_siti, self.env["mail.guest"])
        self.assertFalse(self.rows())
        self.react(asked, "👍")
        self.assertEqual(set(asked.reaction_ids.mapped("content")), {"❤", "👍"})

    def test_reaction_to_a_message_whatsapp_does_not_have_is_refused(self):
        message = self.reply()
        with self.assertRaisesRegex(UserError, "does not have this message yet"):
            self.react(message, "👍")

    def test_reaction_to_a_note_stays_inside(self):
        note = self.reply("rahasia", subtype_xmlid="mail.mt_note")
        self.react(note, "👍")
        self.assertFalse(self.rows())

    # --- read and typing -----------------------------------------------------------------

    def test_reading_member_marks_the_latest_message_as_read_once(self):
        self.reply()
        asked = self.inbound("wamid.question")
        member = self.siti.channel_member_ids.with_user(self.agent).sudo()
        with trap_jobs() as trap:
            member._mark_as_read(asked.id)
            trap.assert_jobs_count(1)
            trap.perform_enqueued_jobs()
        self.assertEqual(self.graph.sent[-1]["status"], "read")
        self.assertEqual(self.graph.sent[-1]["message_id"], "wamid.question")
        with trap_jobs() as trap:
            member._mark_as_read(asked.id)
            trap.assert_jobs_count(0)

    def test_failure_to_mark_as_read_raises_nothing_and_may_be_tried_again(self):
        self.inbound("wamid.question")
        self.graph.script = [131000]
        self.siti._job_wa_mark_read()
        self.assertFalse(self.siti._wa_latest_inbound().read_at)

    def test_typing_is_shown_to_the_customer_at_most_every_20_seconds(self):
        self.inbound("wamid.question")
        with trap_jobs() as trap:
            self.siti._wa_typing()
            self.siti._wa_typing()
            trap.assert_jobs_count(1)
            trap.perform_enqueued_jobs()
        self.assertEqual(self.graph.sent[-1]["typing_indicator"], {"type": "text"})
        self.let_time_pass(21)
        with trap_jobs() as trap:
            self.siti._wa_typing()
            trap.assert_jobs_count(1)
