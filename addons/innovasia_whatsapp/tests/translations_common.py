"""Every text of an addon in Indonesian; each addon's tests say which addon."""

import re
from io import BytesIO
from pathlib import Path

import polib

from odoo.modules.module import get_module_path
from odoo.tools.translate import trans_export

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdf]|\{\w*\}|\$\{[^}]*\}")


class Translations:
    """Mix it in before TransactionCase, and name the ``addon``."""

    addon = None
    allow_inherited_tests_method = True  # else Odoo's own runner leaves inherited tests out

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        exported = BytesIO()
        trans_export(False, [cls.addon], exported, "po", cls.env)
        cls.texts = {entry.msgid for entry in polib.pofile(exported.getvalue().decode())}
        cls.indonesian = polib.pofile(str(Path(get_module_path(cls.addon)) / "i18n" / "id.po"))

    def test_every_text_has_an_indonesian_translation(self):
        translated = {entry.msgid for entry in self.indonesian.translated_entries()}
        self.assertFalse(sorted(self.texts - translated), "run: make i18n, and translate these")

    def test_no_translation_is_left_of_a_text_that_is_gone(self):
        self.assertFalse(sorted({entry.msgid for entry in self.indonesian} - self.texts), "run: make i18n")

    def test_translations_keep_their_placeholders(self):
        for entry in self.indonesian.translated_entries():
            with self.subTest(text=entry.msgid):
                self.assertEqual(sorted(PLACEHOLDER.findall(entry.msgid)), sorted(PLACEHOLDER.findall(entry.msgstr)))
