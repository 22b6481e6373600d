"""What a format may say, and what it says."""

from base64 import b64encode

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import PeopleCase

PICTURE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DOCUMENT = b64encode(b"%PDF-1.4 price list")
SOUND = b64encode(b"ID3\x03\x00\x00\x00\x00\x00\x00")
HOSTILE = (
    "{contactname.__class__}",
    "{contactname!r}",
    "{contactname:>9999}",
    "{contactname[0]}",
    "{0}",
    "{}",
    "{{7*7}}",
    "{{contactname}}",
    "{contactname",
    "{object.partner_id.name}",
    "{password}",
    "x" * 100_000,
    "{" * 100_000,
    " \n ",
    "\u200b\u2060",
)


class FormatCase(PeopleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.lang = "en_US"
        cls.customer = cls.env["res.partner"].create(
            {"name": "Siti Rahma", "wa_phone": "+6281234567890", "company_id": cls.company.id}
        )
        cls.welcome = cls._create_format("Halo {contactname}")

    @classmethod
    def _create_format(cls, body, trigger="contact_created", **values):
        values = {"name": "Welcome", "trigger": trigger, "body": body, "company_id": cls.company.id, **values}
        return cls.env["wa.format"].create(values)

    def rendered(self, body, trigger="contact_created", record=None, account=None):
        """What a text of this trigger says about a record, the customer by default."""
        record = record or self.customer
        text = self._create_format(body, trigger)
        values = self.env["wa.trigger"]._values(trigger, record, text._variables_used(), account or self.account)
        return text._render(values)[record.id]


@tagged("post_install", "-at_install")
class TestFormats(FormatCase):
    # --- the table ---------------------------------------------------------------------------

    def test_each_variable_of_the_table_is_read_and_every_other_is_refused(self):
        table = self.env["wa.trigger"]
        triggers = [trigger for trigger in table._triggers() if trigger.model == "res.partner" and trigger.is_event]
        everything = {name for trigger in table._triggers() for name in trigger.variables} | {"productname", "price"}
        for trigger in triggers:
            for name in sorted(everything):
                with self.subTest(trigger=trigger.name, name=name):
                    if name in trigger.variables:
                        self.assertTrue(self.rendered(f"{{{name}}}", trigger.name))
                    else:
                        with self.assertRaisesRegex(ValidationError, rf"\{{{name}\}}.*\{{contactname\}}"):
                            self._create_format(f"Halo {{{name}}}", trigger.name)

    def test_every_reader_is_described_and_every_description_read(self):
        table = self.env["wa.trigger"]
        for trigger in table._triggers():
            with self.subTest(trigger.name):
                named = [name for entry in table._describe(trigger.name) for name in entry["names"]]
                self.assertEqual(sorted(named), sorted(trigger.variables))
                self.assertTrue(all(table._examples(trigger.name).values()))
                for reader in set(trigger.variables.values()):
                    self.assertTrue(hasattr(table, f"_read_{reader}"), reader)

    def test_every_selectable_trigger_is_in_the_table(self):
        names = {trigger.name for trigger in self.env["wa.trigger"]._triggers()}
        self.assertLessEqual(set(self.env["wa.format"]._fields["trigger"].get_values(self.env)), names)

    # --- what is said --------------------------------------------------------------------------

    def test_the_customer_is_called_by_name_and_the_writer_and_device_are_named(self):
        customer = self.customer.with_user(self.supervisor).copy({"wa_phone": "+6281234567891"})
        self.supervisor.name = "Andi"
        text = self.rendered("Halo {nama}, {username} dari {perangkat}.", record=customer.sudo())
        self.assertEqual(text, f"Halo {customer.name}, Andi dari Uji.")

    def test_where_the_system_wrote_the_company_speaks(self):
        self.assertEqual(self.customer.create_uid, self.env.ref("base.user_root"))
        self.assertEqual(self.rendered("Salam, {username}"), "Salam, Toko Uji")

    def test_hostile_names_stay_what_they_are(self):
        for name, said in (
            ("{documentnumber}", "Halo {documentnumber}!"),
            ("{username}", "Halo {username}!"),
            ("{{7*7}}", "Halo!"),  # no letter in it: not a name
            ("%s %(name)s", "Halo %s %(name)s!"),
            ("<t t-out='1'/>", "Halo <t t-out='1'/>!"),
            ("Siti\u202eamhaR", "Halo SitiamhaR!"),
            ("+62 812-3456-7890", "Halo!"),
            ("S" * 5000, f"Halo {'S' * 99}…!"),
        ):
            with self.subTest(name[:20]):
                self.customer.name = name
                self.assertEqual(self.rendered("Halo {contactname}!"), said)

    def test_what_becomes_too_long_is_cut(self):
        text = self._create_format("{contactname}" + "x" * 4000)
        [said] = text._render({1: {"contactname": "y" * 200}}).values()
        self.assertEqual((len(said), said[-1]), (4096, "…"))

    def test_many_records_are_read_with_few_queries(self):
        customers = self.env["res.partner"].create([{"name": f"Siti {n}"} for n in range(20)])
        self.env.flush_all()
        table = self.env["wa.trigger"]

        def queries(records, name, known):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            table._values(
                "contact_created",
                records,
                {name},
                self.account,
                customers=dict(zip(records.ids, records, strict=True)) if known else None,
            )
            return self.env.cr.sql_log_count - before

        for name in ("contactname", "username", "perangkat"):
            for known in (False, True):
                with self.subTest(name, known=known):
                    self.assertLess(queries(customers, name, known), 10)

    # --- what is refused -------------------------------------------------------------------------

    def test_hostile_texts_are_refused_and_the_old_one_stays(self):
        for body in HOSTILE:
            with self.subTest(body[:30]), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.welcome.body = body
        self.env.invalidate_all()
        self.assertEqual(self.welcome.body, "Halo {contactname}")

    def test_harmless_strange_texts_are_sent_as_they_are(self):
        for body in ("100% asli %s %(x)s", "} { t-out ${x", "$contactname <script>", "مرحبا 👩\u200d🌾"):
            with self.subTest(body):
                self.assertEqual(self.rendered(body), body)

    def test_what_no_message_carries_is_left_out(self):
        self.welcome.write({"body": "Halo\x00 \x1bKak\r\n", "name": "Sa\x00lam"})
        self.assertEqual((self.welcome.body, self.welcome.name), ("Halo Kak\n", "Salam"))

    def test_below_a_picture_the_text_is_a_caption(self):
        self.welcome.body = "x" * 4096
        with self.assertRaisesRegex(ValidationError, "1024"):
            self.welcome.write({"header_file": PICTURE, "header_name": "a.png"})
        self.welcome.write({"body": "x" * 1024, "header_file": PICTURE, "header_name": "a.png"})
        with self.assertRaisesRegex(ValidationError, "1024"):
            self.welcome.body = "x" * 1025

    def test_automatic_text_says_when_it_is_sent_and_others_do_not(self):
        with self.assertRaisesRegex(ValidationError, "when"):
            self.welcome.trigger = False
        self.welcome.usage = "broadcast"
        self.assertFalse(self.welcome.trigger)

    def test_trigger_is_not_changed_to_one_that_does_not_know_what_the_text_names(self):
        with self.assertRaisesRegex(ValidationError, "nama"):
            self._create_format("{jambuka}", "conversation_away").trigger = "contact_created"

    def test_broadcast_names_customers_and_no_order(self):
        self._create_format("{contactname} {nama} {username}", False, usage="broadcast")
        with self.assertRaises(ValidationError):
            self._create_format("{documentnumber}", False, usage="broadcast")

    # --- the header ------------------------------------------------------------------------------

    def test_picture_and_document_stand_above_the_text_and_sound_does_not(self):
        for content, name, mimetype in ((PICTURE, "toko.png", "image/png"), (DOCUMENT, "harga.pdf", "application/pdf")):
            with self.subTest(name):
                self.welcome.write({"header_file": content, "header_name": name})
                header = self.welcome.attachment_id
                self.assertEqual((header.name, header.mimetype, header.res_id), (name, mimetype, self.welcome.id))
        with self.assertRaisesRegex(ValidationError, "lagu.mp3"):
            self.welcome.write({"header_file": SOUND, "header_name": "lagu.mp3"})
        self.welcome.header_file = False
        self.assertFalse(self.welcome.attachment_id)

    def test_file_that_one_may_not_read_is_no_header(self):
        secret = self.env["ir.attachment"].create({"name": "secret.pdf", "raw": b"%PDF-1.4"})
        with self.assertRaises(AccessError):
            self.welcome.with_user(self.cs_a).attachment_id = secret
        with self.assertRaises(AccessError):
            self.welcome.with_user(self.supervisor).attachment_id = secret

    def test_form_shows_no_file_that_one_may_not_read(self):
        secret = self.env["ir.attachment"].create({"name": "secret.mp3", "raw": SOUND, "mimetype": "audio/mpeg"})
        spec = {"header_file": {}, "header_name": {}, "header_mimetype": {}}
        formats = self.env["wa.format"].with_user(self.cs_a)
        shown = formats.onchange({"usage": "quick", "attachment_id": secret.id}, ["attachment_id"], spec)
        self.assertFalse(any(shown.get("value", {}).values()))
        with self.assertRaises(AccessError):
            formats.create({"name": "Hello", "usage": "quick", "shortcut": "h", "body": "Hi", "attachment_id": secret.id})

    def test_header_of_another_record_is_copied(self):
        taken = self.env["ir.attachment"].create(
            {"name": "harga.pdf", "raw": b"%PDF-1.4", "res_model": "res.partner", "res_id": self.customer.id}
        )
        self.welcome.attachment_id = taken
        self.assertNotEqual(self.welcome.attachment_id, taken)
        self.assertEqual((self.welcome.attachment_id.res_id, taken.res_id), (self.welcome.id, self.customer.id))

    def test_copy_has_its_own_header_and_name(self):
        self.welcome.write({"header_file": PICTURE, "header_name": "a.png"})
        copied = self.welcome.copy()
        self.assertEqual(copied.name, "Welcome (copy)")
        self.assertEqual(copied.attachment_id.name, "a.png")
        self.assertNotEqual(copied.attachment_id, self.welcome.attachment_id)

    # --- where it is used ---------------------------------------------------------------------------

    def test_format_in_use_is_neither_deleted_nor_archived_nor_written_for_something_else(self):
        automation = self.env["wa.automation"].create(
            {
                "name": "Greet new contacts",
                "trigger": "contact_created",
                "account_id": self.account.id,
                "format_id": self.welcome.id,
            }
        )
        seen = self.welcome.with_user(self.supervisor)
        self.assertEqual((seen.automation_count, seen.used_by), (1, "Greet new contacts"))
        refused = ({"active": False}, {"trigger": "birthday"}, {"usage": "broadcast"}, {"company_id": self.other_company.id})
        for change in refused:
            with self.subTest(change), self.assertRaisesRegex(ValidationError, "Greet new"), self.env.cr.savepoint():
                self.welcome.write(change)
        with self.assertRaisesRegex(UserError, "Greet new contacts"):
            self.welcome.unlink()
        self.welcome.company_id = False
        automation.active = False
        self.welcome.active = False
        automation.unlink()
        self.welcome.unlink()

    def test_format_of_a_rule_of_odoo_is_in_use_as_well(self):
        text = self._create_format("Halo {nama}", "record")
        self.env["ir.actions.server"].create(
            {
                "name": "Thank the customer",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "state": "whatsapp",
                "wa_format_id": text.id,
                "wa_account_id": self.account.id,
                "wa_customer_path": "id",
            }
        )
        with self.assertRaisesRegex(UserError, text.name):
            text.unlink()
        for change in ({"active": False}, {"trigger": "birthday"}):
            with self.subTest(change), self.assertRaisesRegex(ValidationError, text.name), self.env.cr.savepoint():
                text.write(change)

    # --- who may --------------------------------------------------------------------------------------

    def test_a_cs_reads_formats_and_writes_own_quick_ones_only(self):
        welcome = self.welcome.with_user(self.cs_a)
        self.assertEqual(welcome.body, "Halo {contactname}")
        for change in ({"body": "x"}, {"active": False}, {"usage": "quick", "shortcut": "x"}):
            with self.subTest(change), self.assertRaises(AccessError):
                welcome.write(change)
        with self.assertRaises(AccessError):
            welcome.unlink()
        for usage in ({"usage": "automatic", "trigger": "birthday"}, {"usage": "broadcast"}):
            with self.subTest(usage), self.assertRaises(UserError):
                self.env["wa.format"].with_user(self.cs_a).create({"name": "x", "body": "x", **usage})
        own = self.env["wa.format"].with_user(self.cs_a).create({"name": "x", "body": "x", "usage": "quick", "shortcut": "x"})
        with self.assertRaises(UserError):
            own.write({"usage": "automatic", "trigger": "birthday"})

    def test_formats_of_another_company_are_not_seen(self):
        other = self._create_format("Halo", company_id=self.other_company.id)
        everybodys = self._create_format("Halo", company_id=False)
        found = self.env["wa.format"].with_user(self.supervisor).search([("name", "=", "Welcome")])
        self.assertIn(everybodys, found.sudo())
        self.assertNotIn(other, found.sudo())

    # --- texts to begin with ------------------------------------------------------------------------

    def test_new_company_has_a_greeting_and_an_away_message(self):
        made = self.env["wa.format"].search([("company_id", "=", self.other_company.id)])
        self.assertEqual(sorted(made.mapped("trigger")), ["conversation_away", "conversation_greeting"])
        self.env["wa.format"]._create_defaults(self.other_company)
        self.assertEqual(self.env["wa.format"].search_count([("company_id", "=", self.other_company.id)]), 2)
