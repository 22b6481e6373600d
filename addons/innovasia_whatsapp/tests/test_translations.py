import re
from io import BytesIO

import polib

from odoo.modules.module import get_module_path
from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

MODULE = "innovasia_whatsapp"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|\{\w*\}|\$\{[^}]*\}")


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exported = BytesIO()
        trans_export(False, [MODULE], exported, "po", cls.env)
        cls.terms = {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}
        cls.indonesian = polib.pofile(f"{get_module_path(MODULE)}/i18n/id.po")

    def test_every_text_has_an_indonesian_translation(self):
        translated = {entry.msgid for entry in self.indonesian.translated_entries()}
        self.assertFalse(sorted(self.terms - translated), "run: make i18n, and translate these")

    def test_no_translation_is_left_of_a_text_that_is_gone(self):
        translated = {entry.msgid for entry in self.indonesian if not entry.obsolete}
        self.assertFalse(sorted(translated - self.terms))

    def test_translations_keep_their_placeholders(self):
        for entry in self.indonesian.translated_entries():
            with self.subTest(entry.msgid):
                self.assertEqual(
                    sorted(PLACEHOLDER.findall(entry.msgid)),
                    sorted(PLACEHOLDER.findall(entry.msgstr)),
                )
