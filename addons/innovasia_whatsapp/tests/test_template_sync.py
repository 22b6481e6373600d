from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .template_common import TemplateCase


@tagged("-at_install", "post_install")
class TestTemplateSync(TemplateCase):
    """Meta's list, and what Meta tells by webhook."""

    def sync(self):
        return self.templates.action_sync()

    def named(self, name):
        return self.env["wa.template"].with_context(active_test=False).search([("name", "=", name)])

    def test_every_page_is_read(self):
        for number in range(5):
            self.graph.known.append(self.item(f"halaman_{number}"))
        self.sync()
        self.assertEqual(len(self.named("halaman_4")), 1)
        self.assertEqual(len(self.graph.calls("GET")), 3)

    def test_reading_again_changes_nothing_and_keeps_the_rows_that_formats_point_to(self):
        components = [
            {"type": "BODY", "text": "Halo {{1}}, apa kabar hari ini?", "example": {"body_text": [["Siti"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Baik"}]},
        ]
        self.graph.known = [self.item(components=components)]
        self.sync()
        template = self.named("promo")
        before = (template.variable_ids, template.button_ids, template.write_date)
        self.graph.known[0]["quality_score"] = {"score": "YELLOW"}
        self.sync()
        self.assertEqual((template.variable_ids, template.button_ids), before[:2])
        self.assertEqual(template.quality, "YELLOW")
        self.assertEqual(template.variable_ids.sample, "Siti")

    def test_devices_of_one_business_account_share_one_list(self):
        self._create_account("Kembar", "100000000000904", self.company, state="connected", waba_id=self.account.waba_id)
        self.graph.known = [self.item()]
        self.sync()
        self.assertEqual(len(self.named("promo")), 1)
        self.assertEqual(len(self.graph.calls("GET")), 1)

    def test_what_meta_deleted_is_archived_and_comes_back(self):
        self.graph.known = [self.item()]
        self.sync()
        item = self.graph.known.pop()
        self.sync()
        self.assertFalse(self.named("promo").active)
        self.assertEqual(self.named("promo")._why_not(self.account), "template_disabled")
        self.graph.known = [item]
        self.sync()
        self.assertTrue(self.named("promo").active)

    def test_own_drafts_and_changes_are_left_alone(self):
        self.graph.known = [self.item()]
        self.sync()
        template = self.named("promo").with_user(self.admin)
        template.action_revise()
        template.body = "Teks yang sedang diubah."
        self.sync()
        self.assertEqual((template.status, template.body), ("draft", "Teks yang sedang diubah."))
        self.assertTrue(self.draft.active)

    def test_draft_that_meta_has_already_becomes_metas(self):
        self.graph.known = [self.item("pesanan_dikirim", components=self.draft._components())]
        self.sync()
        self.assertEqual((self.draft.meta_id, self.draft.status), (self.graph.known[0]["id"], "approved"))

    def test_draft_of_a_name_that_meta_has_for_another_text_is_kept_under_another_name(self):
        body = self.draft.body
        self.graph.known = [self.item("pesanan_dikirim")]
        self.sync()
        self.assertEqual((self.draft.name, self.draft.body, self.draft.status), ("pesanan_dikirim_2", body, "draft"))
        self.assertEqual(self.named("pesanan_dikirim").status, "approved")

    def test_text_that_was_changed_at_meta_keeps_the_variables_that_are_still_there(self):
        self.draft.action_submit()
        first = self.draft.variable_ids[0]
        components = [
            {"type": "BODY", "text": "Halo {{1}}, pesanan Anda sudah kami kirim.", "example": {"body_text": [["Budi"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Baik"}]},
        ]
        self.graph.known[0].update(status="APPROVED", components=components)
        self.sync()
        self.assertEqual((self.draft.variable_ids, first.sample), (first, "Budi"))
        self.assertEqual(self.draft.button_ids.text, "Baik")

    def test_parts_that_are_not_known_here_are_kept_and_not_changed(self):
        components = [{"type": "BODY", "text": "Halo, ini pilihan kami."}, {"type": "CAROUSEL", "cards": []}]
        self.graph.known = [self.item(components=components)]
        self.sync()
        template = self.named("promo")
        self.assertTrue(template.is_foreign_kind)
        self.assertEqual(template.components, components)
        with self.assertRaisesRegex(ValueError, "only Meta's own pages"):
            template._message({})
        with self.assertRaises(UserError):
            template.with_user(self.admin).action_revise()

    def test_without_a_connected_device_one_reads_what_to_do(self):
        self.env["wa.account"].search([]).state = "draft"
        with self.assertRaisesRegex(UserError, "connect one"):
            self.sync()

    # --- webhooks ------------------------------------------------------------------------

    def submitted(self):
        self.draft.action_submit()
        return self.draft

    def test_decisions_arrive_and_who_submitted_is_told(self):
        self.submitted()
        for event, status, reason, kind in (
            ("APPROVED", "approved", {}, "success"),
            ("PAUSED", "paused", {"other_info": {"title": "FIRST_PAUSE", "description": "Banyak keluhan"}}, "danger"),
            ("APPROVED", "approved", {}, "success"),
            ("DISABLED", "disabled", {}, "danger"),
        ):
            with self.subTest(event):
                self.tell(event, reason="NONE", **reason)
                self.assertEqual(self.draft.status, status)
                self.assertEqual(self.told()[-1]["type"], kind)
        self.assertEqual(len(self.told()), 4)

    def test_same_decision_twice_is_told_once(self):
        self.submitted()
        self.tell("APPROVED")
        self.tell("APPROVED")
        self.assertEqual(len(self.told()), 1)

    def test_reviewers_own_sentence_is_kept(self):
        self.submitted()
        self.tell("REJECTED", reason="INVALID_FORMAT", rejection_info={"reason": "Tautan tidak dapat dibuka."})
        self.assertEqual(self.draft.rejected_reason, "Tautan tidak dapat dibuka.")
        self.graph.known[0].update(status="REJECTED", rejected_reason="INVALID_FORMAT")
        self.sync()
        self.assertEqual(self.draft.rejected_reason, "Tautan tidak dapat dibuka.", "the list says less")

    def test_quality_and_category(self):
        self.submitted()
        self.tell(field="message_template_quality_update", new_quality_score="RED", previous_quality_score="GREEN")
        self.assertEqual(self.draft.quality, "RED")
        self.assertIn("complain", self.told()[-1]["message"])
        self.tell(field="template_category_update", new_category="MARKETING", previous_category="UTILITY")
        self.assertEqual(self.draft.category, "MARKETING")
        self.assertIn("Marketing", self.told()[-1]["message"])

    def test_deleted_at_meta_is_archived(self):
        self.submitted()
        self.tell("PENDING_DELETION")
        self.assertFalse(self.draft.active)

    def test_template_that_is_not_known_here_has_the_list_read(self):
        with patch.object(type(self.env["ir.cron"]), "_trigger", autospec=True) as trigger:
            self.tell("APPROVED", message_template_id=1, message_template_name="dari_meta")
        self.assertTrue(trigger.called)

    def test_decision_about_a_namesake_does_not_approve_a_draft(self):
        self.tell("APPROVED", message_template_id=777)
        self.assertEqual((self.draft.status, self.draft.meta_id), ("draft", False))

    def test_template_that_nobody_wrote_here_concerns_the_administrators(self):
        self.graph.known = [self.item()]
        self.env["wa.template"]._sync(self.account)
        template = self.named("promo")
        self.tell("PAUSED", template)
        self.assertEqual(template.status, "paused")
        self.assertIn("promo", self.told(self.admin)[-1]["message"])

    def test_words_that_nobody_knows_change_nothing(self):
        self.submitted()
        self.tell("TELEPORTED")
        self.tell(field="template_category_update", new_category="GIFT")
        self.assertEqual((self.draft.status, self.draft.category), ("pending", "UTILITY"))
