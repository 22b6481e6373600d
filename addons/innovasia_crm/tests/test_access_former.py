"""Ways around the table: a past as the one who served, relations, groups, files of others, companies, exports."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_common import AccessCase, customer, words

#: Models whose rows hold what others asked for, not what a customer said (and reading them all takes long).
NOT_SWEPT = ("ir.model", "ir.ui.view", "res.lang", "res.country")


@tagged("post_install", "-at_install")
class TestAccessFormer(AccessCase):
    """cs_b served, answered and starred "of_a" before cs_a did; now it is cs_a's."""

    def setUp(self):
        super().setUp()
        self.channel = self.conversations["of_a"]
        self.as_b = self.env(user=self.cs_b.id, su=False)

    def assertTellsNothing(self, answer):
        text = json.dumps(answer, default=str)
        self.assertNotIn(words("of_a"), text)

    @mute_logger("odoo.http")
    def test_starred_replies_do_not_bring_along_what_they_answered(self):
        self.login("cs_b")
        for box in ("starred", "history", "inbox"):
            answer = self.make_jsonrpc_request(f"/mail/{box}/messages", {})
            with self.subTest(box=box):
                self.assertTellsNothing(answer)
        self.conversations["of_a"].with_user(self.cs_a).wa_release()
        self.assertIn(words("of_a"), json.dumps(self.make_jsonrpc_request("/mail/starred/messages", {})))

    def test_every_way_of_losing_a_conversation_closes_it(self):
        mine, supervisor = self.channel.with_user(self.cs_a), self.channel.with_user(self.supervisor)
        ways = {
            "transferred": lambda: mine.wa_transfer(self.cs_b.id),
            "assigned away": lambda: supervisor.wa_assign(self.cs_b.id),
            "released and taken": lambda: (mine.wa_release(), self._answer(self.channel, self.cs_b)),
            "over and taken": lambda: (self._end(), self._answer(self.channel, self.cs_b)),
            "put away and taken": lambda: (mine.wa_archive(), self._answer(self.channel, self.cs_b)),
        }
        for way, lose in ways.items():
            with self.subTest(way=way), self.undone():
                lose()
                self.env.invalidate_all()
                self.assertEqual(self.channel.wa_agent_id, self.cs_b)
                self.assertFalse(mine.has_access("read"))
                self.assertNotIn(self.cs_a.partner_id, self.channel.channel_partner_ids)
                mails = self.env["mail.message"].with_user(self.cs_a)
                self.assertFalse(mails.search([("model", "=", "discuss.channel"), ("res_id", "=", self.channel.id)]))

    def _end(self):
        self.channel.sudo().wa_session_expires_at = "2026-01-01"
        self.env["discuss.channel"]._wa_release_ended()

    def test_relations_lead_to_nothing(self):
        partner = self.channel.wa_partner_id
        paths = [
            ("discuss.channel", [("wa_agent_id", "=", self.cs_a.id)]),
            ("discuss.channel", [("wa_agent_id.name", "ilike", self.cs_a.name)]),
            ("discuss.channel", [("wa_partner_id.name", "=", customer("of_a"))]),
            ("discuss.channel", [("wa_session_ids.agent_id", "=", self.cs_a.id), ("id", "=", self.channel.id)]),
            ("mail.message", [("author_id", "=", partner.id)]),
            ("mail.message", [("author_id", "=", self.cs_b.partner_id.id), ("res_id", "=", self.channel.id)]),
            ("mail.message", [("wa_message_ids.channel_id", "=", self.channel.id)]),
            ("mail.message", [("parent_id.body", "ilike", words("of_a"))]),
            ("mail.message", [("starred", "=", True), ("res_id", "=", self.channel.id)]),
            ("wa.message", [("partner_id", "=", partner.id)]),
            ("wa.message", [("mail_message_id.body", "ilike", words("of_a"))]),
            ("wa.identity", [("partner_id", "=", partner.id)]),
            ("wa.session", [("partner_id", "=", partner.id)]),
            ("wa.assignment", [("former_agent_id", "=", self.cs_b.id), ("channel_id", "=", self.channel.id)]),
            ("discuss.channel.member", [("channel_id", "=", self.channel.id)]),
        ]
        for model, domain in paths:
            with self.subTest(model=model, domain=domain):
                self.assertFalse(self.as_b[model].search(domain))
                self.assertEqual(self.as_b[model].search_count(domain), 0)
                groups = self.as_b[model].formatted_read_group(domain, ["create_uid"], ["__count"])
                self.assertFalse(groups)

    def test_groups_and_totals_count_what_one_sees(self):
        Channel = self.as_b["discuss.channel"]
        of_company = [("wa_account_id", "=", self.account.id)]
        agents = {agent.id: count for agent, count in Channel._read_group(of_company, ["wa_agent_id"], ["__count"])}
        self.assertEqual(agents, {False: 3, self.cs_b.id: 1})
        [(total,)] = Channel._read_group(of_company, [], ["__count"])
        self.assertEqual(total, 4)
        [(sessions, replies)] = self.as_b["wa.session"]._read_group([], [], ["__count", "reply_count:sum"])
        seen = self.env["wa.session"].search([("channel_id", "in", Channel.search(of_company).ids)])
        self.assertEqual((sessions, replies), (len(seen), sum(seen.mapped("reply_count"))))

    def test_who_may_export_exports_what_he_sees(self):
        self.cs_b.group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        self.env.flush_all()
        own = self.as_b["discuss.channel"].browse(self.conversations["of_b"].id)
        self.assertIn(customer("of_b"), str(own.export_data(["name", "message_ids/body"])))
        with self.assertRaises(AccessError):
            self.as_b["discuss.channel"].browse(self.channel.id).export_data(["name"])
        found = self.as_b["wa.session"].search([]).export_data(["channel_id/name", "partner_id/name"])
        self.assertNotIn(customer("of_a"), str(found))

    def test_files_and_quotes_of_others_cannot_be_sent_on(self):
        of_b = self.conversations["of_b"].with_user(self.cs_b)
        before = self.env["wa.message"].search([("channel_id", "=", of_b.id)])
        try:
            mail = of_b.message_post(
                body="lihat ini",
                message_type="comment",
                attachment_ids=[self.names["of_a"]["file"]],
                parent_id=self.names["of_a"]["mail"],
            )
        except UserError:
            return
        self.assertFalse(mail.parent_id)
        sent = self.env["wa.message"].search([("channel_id", "=", of_b.id)]) - before
        self.assertNotIn(self.names["of_a"]["file"], sent.attachment_id.ids)
        self.assertNotIn(self.names["of_a"]["file"], mail.attachment_ids.ids)

    def test_a_cs_of_two_companies_sees_the_active_one(self):
        both = self._create_user("crm_both", "innovasia_crm.group_cs")
        both.company_ids = self.company | self.other_company
        channels = self.env["discuss.channel"].with_user(both)
        domain = [("wa_account_id", "=", self.account.id)]
        here, there = (channels.with_context(allowed_company_ids=company.ids) for company in (self.company, self.other_company))
        self.assertEqual(here.search_count(domain), 3)
        self.assertEqual(there.search_count(domain), 0)
        new = self.conversations["new"]
        with self.assertRaises(AccessError):
            new.with_env(there.env).wa_archive()
        with self.assertRaises(AccessError):
            self.env["discuss.channel"].with_user(self.foreign).with_context(allowed_company_ids=self.company.ids).search(
                domain
            )

    def test_a_colleague_of_another_company_is_not_given_conversations(self):
        for call in (self.channel.with_user(self.supervisor).wa_assign, self.channel.with_user(self.cs_a).wa_transfer):
            for user in (self.foreign, self.verifier, self.portal):
                with self.subTest(user=user.login), self.assertRaises(UserError), self.env.cr.savepoint():
                    call(user.id)
        self.assertEqual(self.channel.wa_agent_id, self.cs_a)

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_model", "odoo.addons.base.models.ir_rule")
    def test_no_model_at_all_holds_what_the_customer_of_another_said(self):
        """Read every field of every model that a CS may read: also those of addons to come."""
        read = set()
        for name, model in sorted(self.as_b.registry.items()):
            if model._abstract or model._transient or name in NOT_SWEPT or not self.as_b[name].has_access("read"):
                continue
            records = self.as_b[name].search([], order="id desc", limit=40)
            for field in records._fields:
                answer = self._read(records, field)
                if answer is not None:
                    read.add(f"{name}.{field}")
                    with self.subTest(field=f"{name}.{field}"):
                        self.assertTellsNothing(answer)
        self.assertIn("mail.message.body", read)
        self.assertIn("res.partner.name", read)

    def _read(self, records, field):
        """:return: what a field tells; None when it may not be read"""
        try:
            with self.env.cr.savepoint():
                return records.read([field])
        except UserError:
            return None
