import re
from io import BytesIO
from pathlib import Path

import polib

from odoo.modules.module import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|\{\w*\}|\$\{[^}]*\}")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Every installed addon that lies beside this one speaks Indonesian throughout."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = Path(get_module_path("innovasia_whatsapp")).parent
        names = [path.parent.name for path in folder.glob("*/__manifest__.py")]
        installed = cls.env["ir.module.module"].search([("name", "in", names), ("state", "=", "installed")])
        cls.addons = {
            name: (cls._texts(name), polib.pofile(str(folder / name / "i18n" / "id.po"))) for name in installed.mapped("name")
        }

    @classmethod
    def _texts(cls, addon):
        exported = BytesIO()
        trans_export(False, [addon], exported, "po", cls.env)
        return {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}

    def test_every_text_has_an_indonesian_translation(self):
        for addon, (texts, indonesian) in self.addons.items():
            with self.subTest(addon):
                translated = {entry.msgid for entry in indonesian.translated_entries()}
                self.assertFalse(sorted(texts - translated), "run: make i18n, and translate these")

    def test_no_translation_is_left_of_a_text_that_is_gone(self):
        for addon, (texts, indonesian) in self.addons.items():
            with self.subTest(addon):
                self.assertFalse(sorted({entry.msgid for entry in indonesian} - texts), "run: make i18n")

    def test_translations_keep_their_placeholders(self):
        for addon, (_texts, indonesian) in self.addons.items():
            for entry in indonesian.translated_entries():
                with self.subTest(addon, text=entry.msgid):
                    self.assertEqual(
                        sorted(PLACEHOLDER.findall(entry.msgid)),
                        sorted(PLACEHOLDER.findall(entry.msgstr)),
                    )
