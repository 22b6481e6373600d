"""What people type into formats, automated actions and the composer is text and conditions, and never does anything else."""

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .automation_common import NUMBER, AutomationCase

#: Texts that mean something to some program; here, they are what they are.
HOSTILE = (
    "{contactname.__class__}",
    "{{7*7}}",
    "${7*7} %s %(name)s",
    '<t t-out="user.password"/>',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "'; DROP TABLE wa_format; --",
    "\u202egnp.exe \u200b\u0627\u0644\u0633\u0644\u0627\u0645",
    "x" * 100_000,
)
#: Conditions that are none, or ask what a supervisor may not read.
CONDITIONS = (
    "__import__('os').system('true')",
    "lambda: 1",
    "[('name', '=', 'x')",
    "[" * 100_000,
    "42",
    "{'name': 'x'}",
    "[('no_such_field', '=', 1)]",
    "[('name', 'no such operator', 1)]",
    "[('user_ids.password', '=', 'x')]",
    "[('name', '=', user.name)]",
    "a\x00b",
)
SHORTCUTS = ("dua kata", "a/b", "a\nb", "/", "")


@tagged("post_install", "-at_install")
class TestHostileWords(AutomationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ours = cls.automation.with_user(cls.supervisor)

    def test_conditions_that_are_none_are_refused_in_a_sentence_and_the_old_one_stays(self):
        for condition in CONDITIONS:
            with self.subTest(condition[:60]), mute_logger("odoo.domains"):
                with self.assertRaises(ValidationError) as refused, self.env.cr.savepoint():
                    self.ours.domain = condition
                self.assertNotIn("Traceback", str(refused.exception))
                self.assertLess(len(str(refused.exception)), 1000)
                self.env.invalidate_all()
                self.assertEqual(self.automation.domain, "[]")

    def test_titles_are_shown_as_they_are_and_send_what_they_name(self):
        for title in HOSTILE:
            with self.subTest(title[:60]):
                self.wording.with_user(self.supervisor).name = title
                self.ours.name = title
                self.assertIn(title, self.ours.sentence)
                contact = self.contact(number=None)
                contact.with_user(self.supervisor).wa_number = NUMBER
                self.send_due()
                told = self.env["wa.diagnosis"].with_user(self.supervisor).diagnose("res.partner", contact.id)
                titles = [step["title"] for section in told["sections"] for step in section["steps"]]
                self.assertTrue(any(title in each for each in titles), titles)
                contact.unlink()

    def test_customers_are_called_as_they_are_called(self):
        self.writes()
        for name in ("{documentnumber}", "{perangkat}", *(name for name in HOSTILE[:-1] if any(map(str.isalpha, name)))):
            with self.subTest(name):
                self.automation.scheduled_ids.unlink()
                self.env["wa.identity"].search([("wa_id", "=", NUMBER)]).partner_id.name = name
                self.env["wa.automation"]._emit("contact_created", self._customer())
                self.send_due()
                written = name.replace("\u202e", "").replace("\u200b", "")
                said = self.said()[-1].replace("\u200b", "")
                self.assertEqual(said, f"Hello {written}, welcome to {self.account.name}.")

    def _customer(self):
        return self.env["res.partner"].search([("wa_number", "=", NUMBER)])

    def test_search_in_the_composer_is_a_search(self):
        conversation = self.hear()
        suggest = self.env["wa.format"].with_user(self.cs_a).wa_suggest
        for term in (*HOSTILE, "%", "_", "\\", None, False):
            with self.subTest(str(term)[:60]):
                self.assertIsInstance(suggest(term, conversation.id), list)

    def test_shortcuts_are_one_word(self):
        for shortcut in SHORTCUTS:
            values = {"usage": "quick", "name": "Halo", "shortcut": shortcut, "body": "Halo"}
            with self.subTest(shortcut), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.env["wa.format"].with_user(self.cs_a).create(values)
