import ast
import base64
import re

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import file_open, mute_logger

from ..tools.template_rule_texts import TEXTS
from ..tools.template_rules_buttons import MOST
from .template_common import TemplateCase
from .test_template_messages import PNG


class TestTemplateSubmission(TemplateCase):
    """What goes to Meta's reviewer, and what comes of it."""

    def test_draft_is_submitted_with_its_samples_and_waits(self):
        self.draft.action_submit()
        [(method, path, content)] = self.graph.asked
        self.assertEqual((method, path), ("POST", f"{self.account.waba_id}/message_templates"))
        self.assertEqual(
            content,
            {
                "name": "pesanan_dikirim",
                "language": "id",
                "category": "UTILITY",
                "parameter_format": "POSITIONAL",
                "components": [
                    {
                        "type": "BODY",
                        "text": self.draft.body,
                        "example": {"body_text": [["Siti", "S00012", "JP123"]]},
                    }
                ],
            },
        )
        self.assertEqual((self.draft.status, self.draft.meta_id), ("pending", "900"))
        self.assertEqual(self.draft.submitted_by_id, self.admin)
        self.assertEqual(self.draft._why_not(self.account), "template_pending")

    def test_what_meta_would_refuse_is_not_even_sent(self):
        self.draft.body = "{{1}} sudah kami kirim."
        self.assertIn("begin with a variable", self.draft.problems)
        self.assertFalse(self.draft.is_ready)
        with self.assertRaisesRegex(UserError, "begin with a variable"):
            self.draft.action_submit()
        self.assertFalse(self.graph.asked)

    def test_every_rule_has_a_sentence_with_the_places_that_it_fills(self):
        rules = {}
        for module in ("template_rules", "template_rules_buttons"):
            with file_open(f"innovasia_whatsapp/tools/{module}.py") as file:
                calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call)]
            for call in calls:
                if getattr(call.func, "id", "") == "Offence" and isinstance(call.args[0], ast.Constant):
                    rules[call.args[0].value] = len(call.args) > 1
        rules |= {f"buttons_{kind.lower()}": True for kind in MOST}
        self.assertEqual(set(rules), set(TEXTS))
        for rule, has_values in rules.items():
            with self.subTest(rule):
                self.assertEqual(bool(re.search(r"%(s|\()", self.env._(TEXTS[rule]))), has_values)

    def test_metas_refusal_of_the_form_is_a_sentence_and_the_draft_stays(self):
        self.graph.refusal = {"code": 100, "message": "Invalid parameter", "error_user_msg": "Nama ini sudah dipakai."}
        with self.assertRaisesRegex(UserError, "Nama ini sudah dipakai"):
            self.draft.action_submit()
        self.assertEqual(self.draft.status, "draft")

    def test_submission_whose_answer_was_lost_is_found_again(self):
        self.graph.lost_answer = True
        self.draft.action_submit()
        self.assertEqual((self.draft.status, self.draft.meta_id), ("pending", "900"))
        self.assertEqual(len(self.graph.known), 1)

    def test_name_that_meta_has_with_another_text_is_not_taken_for_ours(self):
        self.graph.known = [self.item("pesanan_dikirim")]
        self.graph.refusal = {"code": 100, "error_subcode": 2388024, "message": "Content in this language already exists"}
        with self.assertRaisesRegex(UserError, "already exists"):
            self.draft.action_submit()
        self.assertFalse(self.draft.meta_id)

    def test_example_of_a_picture_is_uploaded_first(self):
        self.draft.write({"header_format": "IMAGE"})
        self.assertIn("example of the file", self.draft.problems)
        self.draft.write({"header_file": base64.b64encode(PNG), "header_filename": "kopi.png"})
        self.assertTrue(self.draft.is_ready)
        self.draft.action_submit()
        self.assertEqual(
            [path for _method, path, _content in self.graph.asked],
            ["app", "4001/uploads", "upload:abc", f"{self.account.waba_id}/message_templates"],
        )
        header = self.graph.known[0]["components"][0]
        self.assertEqual(header, {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["4::handle"]}})

    def test_refused_template_is_corrected_and_submitted_again(self):
        self.draft.action_submit()
        self.tell("REJECTED", reason="PROMOTIONAL")
        self.assertEqual((self.draft.status, self.draft.rejected_reason), ("rejected", "PROMOTIONAL"))
        self.assertIn("category is not Marketing", self.draft.advice)
        self.draft.category = "MARKETING"
        self.assertEqual(self.draft.status, "draft")
        self.assertIn("category is not Marketing", self.draft.advice, "the reason stays in sight while one corrects it")
        self.draft.action_submit()
        self.assertEqual(self.graph.asked[-1][1], "900")
        self.assertEqual((self.draft.status, self.draft.rejected_reason), ("pending", False))

    def test_approved_template_is_changed_only_after_saying_so(self):
        self.draft.action_submit()
        self.tell("APPROVED")
        with self.assertRaisesRegex(UserError, "Change"):
            self.draft.footer = "Toko"
        self.draft.action_revise()
        self.assertEqual(self.draft._why_not(self.account), "template_draft")
        self.draft.footer = "Toko"
        self.draft.action_submit()
        self.assertEqual(self.graph.known[0]["components"][-1], {"type": "FOOTER", "text": "Toko"})

    def test_change_can_be_taken_back(self):
        self.draft.action_submit()
        self.graph.known[0]["status"] = "APPROVED"
        self.tell("APPROVED")
        self.draft.action_revise()
        self.draft.body = "Lain sama sekali, tanpa variabel."
        self.draft.button_ids = [Command.create({"text": "Ya"})]
        self.draft.action_discard()
        self.assertFalse(self.draft.button_ids)
        self.assertEqual(self.draft.status, "approved")
        self.assertIn("{{3}}", self.draft.body)
        self.assertEqual(self.draft.variable_ids.mapped("sample"), ["Siti", "S00012", "JP123"])

    def test_deleting_deletes_at_meta_too(self):
        self.draft.action_submit()
        with self.assertRaisesRegex(UserError, "Delete at Meta"):
            self.draft.unlink()
        self.draft.action_delete()
        self.assertFalse(self.draft.exists())
        self.assertFalse(self.graph.known)

    def test_same_texts_in_another_language(self):
        context = self.draft.action_translate()["context"]
        other = self.templates.with_context(**context).create({})
        self.assertEqual((other.name, other.language, other.body), ("pesanan_dikirim", "en", self.draft.body))
        self.assertEqual(other.variable_ids.mapped("sample"), ["Siti", "S00012", "JP123"])
        self.assertEqual(other.status, "draft")

    def test_copy_has_a_name_of_its_own(self):
        self.draft.action_submit()
        other = self.draft.copy()
        self.assertEqual((other.name, other.status, other.meta_id), ("pesanan_dikirim_2", "draft", False))
        self.assertEqual(len(other.variable_ids), 3)

    @mute_logger("odoo.sql_db")
    def test_who_serves_customers_reads_templates_and_nothing_else(self):
        draft = self.draft.with_user(self.cs_a)
        self.assertTrue(draft.body)
        for action in ("action_submit", "action_revise", "action_discard", "action_delete", "action_translate", "action_sync"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(draft, action)()

    def test_login_code_has_metas_text_from_the_form_on(self):
        template = self.templates.new({"name": "kode", "account_id": self.account.id, "category": "AUTHENTICATION"})
        template._onchange_authentication()
        self.assertIn("adalah kode verifikasi", template.body)
        self.assertEqual(template.button_ids.mapped("type"), ["OTP"])
        saved = self.templates.create(
            {
                "name": "kode",
                "account_id": self.account.id,
                "category": "AUTHENTICATION",
                "body": template.body,
                "footer": template.footer,
                "button_ids": [Command.create({"type": "OTP", "text": "Salin kode"})],
            }
        )
        saved.action_submit()
        self.assertEqual(self.graph.known[0]["components"][0], {"type": "BODY", "add_security_recommendation": True})
