from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestQuickFormats(PeopleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["wa.format"].search([("usage", "=", "quick")]).unlink()
        cls.hello = cls._create(cls.supervisor, "hello", "Halo {nama}, ini {CS} dari {perangkat}.")
        cls.pay = cls._create(cls.supervisor, "bayar", "Transfer ke BCA 123")
        cls.own = cls._create(cls.cs_a, "saya", "Salam dari {username} untuk {contactname}")

    @classmethod
    def _create(cls, user, shortcut, body, **values):
        values = {"usage": "quick", "name": shortcut.title(), "shortcut": shortcut, "body": body, **values}
        return cls.env["wa.format"].with_user(user).create(values).sudo(False)

    def setUp(self):
        super().setUp()
        self.conversation = self.hear()
        self.conversation.wa_partner_id.name = "Siti"

    def _suggest(self, term="", user=None):
        return self.env["wa.format"].with_user(user or self.cs_a).wa_suggest(term, self.conversation.id)

    def _shortcuts(self, term="", user=None):
        return [found["shortcut"] for found in self._suggest(term, user)]

    # --- filled in -------------------------------------------------------------------------

    def test_what_is_suggested_is_filled_with_the_conversations_data(self):
        self.cs_a.name = "Andi"
        [found] = self._suggest("hello")
        self.assertEqual(found["body"], "Halo Siti, ini Andi dari Uji.")
        self.assertEqual((found["id"], found["name"]), (self.hello.id, "Hello"))

    def test_a_customer_who_is_called_like_a_placeholder_stays_that(self):
        self.conversation.wa_partner_id.name = "{username}"
        [found] = self._suggest("saya")
        self.assertIn("untuk {username}", found["body"])

    def test_a_customer_known_by_number_only_is_not_addressed_by_it(self):
        self.conversation.wa_partner_id.name = "+62 812-3456-7890"
        [found] = self._suggest("hello")
        self.assertTrue(found["body"].startswith("Halo, ini"), found["body"])

    def test_only_what_can_be_filled_in_is_saved(self):
        for body in ("Halo {nama} {produk}", "{contactname.__class__}", "{{7*7}}", "{}", "{0}"):
            with self.subTest(body), self.assertRaisesRegex(ValidationError, r"\{contactname\} \{nama\}"):
                self.pay.body = body
        self.pay.body = "100% asli %s } { t-out"
        self.assertEqual(self._suggest("bayar")[0]["body"], "100% asli %s } { t-out")

    def test_a_text_is_neither_empty_nor_longer_than_a_message(self):
        for body in ("  ", "x" * 4097):
            with self.subTest(length=len(body)), self.assertRaises(ValidationError):
                self.pay.body = body

    def test_the_preview_shows_what_the_customer_reads(self):
        formats = self.env["wa.format"].with_user(self.supervisor).with_context(default_usage="quick")
        with Form(formats) as form:
            form.name, form.shortcut, form.body = "Uji", "uji", "*Halo* {nama} <b>"
            shown = formats.wa_editor("quick", False, form.body)["html"]
            self.assertIn("<strong>Halo</strong>", shown)
            self.assertIn("&lt;b&gt;", shown)
            self.assertNotIn("{nama}", shown)

    # --- found -----------------------------------------------------------------------------

    def test_the_best_match_comes_first(self):
        self._create(self.supervisor, "cod", "bayar di tempat")
        self._create(self.supervisor, "bayarcod", "Bayar kurir")
        self._create(self.supervisor, "rekening", "BCA", name="Cara bayar")
        self.assertEqual(self._shortcuts("/Bayar"), ["bayar", "bayarcod", "rekening", "cod"])
        self.assertEqual(self._shortcuts("nothing like it"), [])

    def test_no_more_than_twenty_are_suggested(self):
        for number in range(25):
            self._create(self.supervisor, f"a{number:02}", "Teks")
        self.assertEqual(self._shortcuts(), [f"a{number:02}" for number in range(20)])

    def test_nothing_is_suggested_for_what_one_does_not_see(self):
        self.reply(self.conversation, self.cs_b)
        with self.assertRaises(AccessError):
            self._suggest("hello")
        with self.assertRaises(AccessError):
            self._suggest("hello", self.outsider)

    def test_replies_of_another_company_are_not_offered(self):
        self._create(self.supervisor, "umum", "Untuk semua", company_id=False)
        self.env["wa.format"].create(
            {"usage": "quick", "name": "Asing", "shortcut": "asing", "body": "Asing", "company_id": self.other_company.id}
        )
        self.assertEqual(self._shortcuts(), ["bayar", "hello", "saya", "umum"])

    # --- whose they are --------------------------------------------------------------------

    def test_a_css_own_reply_is_nobody_elses(self):
        self.assertEqual(self.own.user_id, self.cs_a)
        self.assertIn("saya", self._shortcuts())
        for user in (self.cs_b, self.supervisor):
            self.assertNotIn("saya", self._shortcuts(user=user))
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.own.with_user(user).body = "Diubah"

    def test_everybody_uses_and_supervisors_write_the_shared_ones(self):
        self.assertFalse(self.hello.user_id)
        for change in ({"body": "Diubah"}, {"user_id": self.cs_a.id}):
            with self.subTest(change), self.assertRaises(AccessError):
                self.hello.with_user(self.cs_a).write(change)
        with self.assertRaises(AccessError):
            self.hello.with_user(self.cs_a).unlink()

    def test_a_cs_shares_nothing_without_a_supervisor(self):
        for change in ({"is_private": False}, {"user_id": False}, {"user_id": self.cs_b.id}):
            with self.subTest(change), self.assertRaises(AccessError):
                self.own.with_user(self.cs_a).write(change)
        for user in (False, self.cs_b.id):
            with self.subTest(user=user), self.assertRaises(AccessError):
                self._create(self.cs_a, "bagi", "Untuk semua", user_id=user)

    def test_a_shortcut_is_one_word_and_unique_for_its_company_and_person(self):
        for shortcut in ("dua kata", "a/b", "/", " "):
            with self.subTest(shortcut), self.assertRaises(ValidationError):
                self.pay.shortcut = shortcut
        self.pay.shortcut = "/Transfer "
        self.assertEqual(self.pay.shortcut, "transfer")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._create(self.supervisor, "HELLO", "Dua kali")
        # Their own names do not get in each other's way, and give nothing away.
        self._create(self.cs_a, "hello", "Punya A")
        self._create(self.cs_b, "hello", "Punya B")
