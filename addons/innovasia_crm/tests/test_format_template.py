"""Formats that have a template for when the window is closed."""

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .test_formats import PICTURE, FormatCase


@tagged("post_install", "-at_install")
class TestFormatTemplate(FormatCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template = cls._create_template("Halo {{1}}, selamat datang di {{2}} ya.", "1", "2")
        cls.first, cls.second = cls.template.variable_ids.sorted("name")

    @classmethod
    def _create_template(cls, body, *names, **values):
        template = cls.env["wa.template"].create(
            {"name": f"selamat_{len(names)}", "account_id": cls.account.id, "body": body, "language": "id", **values}
        )
        missing = set(names) - set(template.variable_ids.mapped("name"))
        template.variable_ids = [Command.create({"part": "body", "name": name, "sample": "x"}) for name in sorted(missing)]
        return template

    def fill(self, *texts):
        """Bind the template, filled with these."""
        lines = zip((self.first, self.second), texts, strict=False)
        self.welcome.write(
            {
                "template_id": self.template.id,
                "parameter_ids": [
                    Command.clear(),
                    *(Command.create({"variable_id": variable.id, "text": text}) for variable, text in lines),
                ],
            }
        )

    def test_each_place_is_filled_with_what_the_format_says(self):
        self.fill("{contactname}", "toko {perangkat}")
        self.assertEqual(self.welcome._variables_used(), {"contactname", "perangkat"})
        values = {"contactname": "Siti", "perangkat": "Uji"}
        self.assertEqual(self.welcome._template_values(values), {self.first: "Siti", self.second: "toko Uji"})

    def test_place_of_which_nothing_is_known_is_blank(self):
        self.fill("{contactname}", "{perangkat}")
        values = {"contactname": "", "perangkat": "Uji"}
        self.assertEqual(self.welcome._template_values(values)[self.first], "")

    def test_every_place_is_filled_in(self):
        with self.assertRaisesRegex(ValidationError, r"\{\{2\}\}"):
            self.fill("{contactname}")
        for blank in ("\u200b", "", False):
            with self.subTest(blank), self.assertRaisesRegex(ValidationError, r"\{\{2\}\}"), self.env.cr.savepoint():
                self.fill("{contactname}", blank)

    def test_what_fills_it_in_names_what_the_trigger_knows(self):
        for text in ("{documentnumber}", "{contactname.name}", "{{1}}"):
            with self.subTest(text), self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.fill("{contactname}", text)
        self.fill("{contactname}", "{perangkat}")
        with self.assertRaises(ValidationError):
            self.welcome.parameter_ids[0].text = "{documentnumber}"

    def test_places_of_another_template_are_refused(self):
        other = self._create_template("Kode {{1}} untuk Anda ya.", "1")
        with self.assertRaises(ValidationError):
            self.welcome.write(
                {
                    "template_id": other.id,
                    "parameter_ids": [Command.create({"variable_id": self.first.id, "text": "x"})],
                }
            )

    def test_template_without_places_needs_nothing(self):
        self.welcome.template_id = self._create_template("Selamat datang di toko kami.")
        self.assertEqual(self.welcome._template_values({}), {})

    def test_choosing_a_template_shows_its_places_to_fill_in(self):
        with Form(self.welcome.with_user(self.supervisor)) as form:
            form.template_id = self.template
            self.assertEqual(len(form.parameter_ids), 2)
            for at, text in enumerate(("{contactname}", "{perangkat}")):
                with form.parameter_ids.edit(at) as line:
                    line.text = text
        self.assertEqual(self.welcome.parameter_ids.variable_id, self.first | self.second)

    def test_another_template_keeps_what_was_written_for_places_of_the_same_name(self):
        self.fill("{contactname}", "{perangkat}")
        english = self._create_template("Hello {{1}}, welcome to {{2}} now.", "1", "2", language="en")
        with Form(self.welcome) as form:
            form.template_id = english
        self.assertEqual(self.welcome.parameter_ids.mapped("text"), ["{contactname}", "{perangkat}"])
        self.assertEqual(self.welcome.parameter_ids.variable_id, english.variable_ids)

    def test_taking_the_template_away_takes_what_fills_it_in(self):
        self.fill("{contactname}", "{perangkat}")
        with Form(self.welcome) as form:
            form.template_id = self.env["wa.template"]
        self.assertFalse(self.welcome.parameter_ids)

    # --- a template of the same text --------------------------------------------------------

    def test_draft_template_says_what_the_format_says_and_is_filled_with_the_same(self):
        text = self._create_format("Halo {nama}, salam dari {perangkat} untuk {nama}.", name="Sélamat Datang!")
        text.write({"header_file": PICTURE, "header_name": "toko.png"})
        action = text.with_user(self.supervisor).action_make_template()
        template = text.template_id
        self.assertEqual((action["res_model"], action["res_id"]), ("wa.template", template.id))
        self.assertEqual(
            (template.name, template.status, template.category, template.language, template.header_format),
            ("selamat_datang", "draft", "MARKETING", "en", "IMAGE"),
        )
        self.assertEqual(template.body, "Halo {{1}}, salam dari {{2}} untuk {{1}}.")
        self.assertEqual(template.variable_ids.mapped("sample"), ["Siti Rahma", "Uji"])
        values = {"nama": "Budi", "perangkat": "Uji"}
        self.assertEqual(list(text._template_values(values).values()), ["Budi", "Uji"])

    def test_second_template_of_the_same_name_gets_a_number(self):
        self.welcome.action_make_template()
        self.welcome.copy({"name": "Welcome", "template_id": False}).action_make_template()
        names = (
            self.env["wa.template"].search([("account_id", "=", self.account.id), ("name", "like", "welcome")]).mapped("name")
        )
        self.assertEqual(names, ["welcome", "welcome_2"])

    def test_template_with_a_picture_needs_one(self):
        pictured = self._create_template("Selamat datang di toko kami.", name="bergambar", header_format="IMAGE")
        with self.assertRaisesRegex(ValidationError, "Picture"), self.env.cr.savepoint():
            self.welcome.template_id = pictured
        self.welcome.write({"template_id": pictured.id, "header_file": PICTURE, "header_name": "a.png"})

    def test_template_that_only_meta_can_fill_in_is_refused(self):
        strange = self._create_template("Selamat datang di toko kami.", name="aneh", is_foreign_kind=True)
        with self.assertRaisesRegex(ValidationError, "another one"):
            self.welcome.template_id = strange
