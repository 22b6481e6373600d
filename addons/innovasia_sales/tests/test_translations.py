from pathlib import Path

import polib

from odoo.modules.module import get_module_path
from odoo.tests import TransactionCase, tagged

from odoo.addons.innovasia_whatsapp.tests.translations_common import Translations


@tagged("post_install", "-at_install")
class TestTranslations(Translations, TransactionCase):
    """This addon in Indonesian."""

    addon = "innovasia_sales"

    def test_screens_of_others_are_indonesian_where_they_have_left_gaps(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.env["ir.module.module"].search([("name", "=", self.addon)])._update_translations(["id_ID"])
        role = self.env["res.users.role"].with_context(lang="id_ID")
        form = role.get_view(self.env.ref("base_user_role.view_res_users_role_form").id)["arch"]
        self.assertIn("Tambahkan Beberapa Pengguna", form)
        self.assertEqual(role.fields_get(["line_ids"])["line_ids"]["string"], "Pengguna peran ini")
        file = Path(get_module_path(self.addon)) / "i18n_extra" / "id.po"
        for entry in polib.pofile(str(file), check_for_duplicates=True):
            for occurrence, _line in entry.occurrences:
                with self.subTest(text=entry.msgid, of=occurrence):
                    self.assertIn(entry.msgid, self.terms(occurrence, "en_US"), "they do not say this any more")
                    self.assertIn(entry.msgstr, self.terms(occurrence, "id_ID"), "they have their own word for it")

    def terms(self, occurrence, lang):
        """:param str occurrence: where a text stands, as a .po file says it
        :return: list of the texts that stand there"""
        _kind, name, xmlid = occurrence.split(":")
        record = self.env.ref(xmlid).with_context(lang=lang)
        field = record._fields[name.partition(",")[2]]
        return field.get_trans_terms(record[field.name]) if callable(field.translate) else [record[field.name]]
