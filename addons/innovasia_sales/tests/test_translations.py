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
        self.env["ir.module.module"].search([("name", "=", "innovasia_sales")])._update_translations(["id_ID"])
        role = self.env["res.users.role"].with_context(lang="id_ID")
        form = role.get_view(self.env.ref("base_user_role.view_res_users_role_form").id)["arch"]
        self.assertIn("Tambahkan Beberapa Pengguna", form)
        self.assertEqual(role.fields_get(["line_ids"])["line_ids"]["string"], "Pengguna peran ini")
        action = self.env.ref("base_user_role.action_res_users_role_tree").with_context(lang="id_ID")
        self.assertEqual(action.name, "Peran Pengguna")
        sign_in = self.env.ref("portal.user_sign_in").with_context(lang="id_ID")
        self.assertIn("Masuk", sign_in.arch_db)

    def test_texts_that_are_translated_for_others_are_still_theirs(self):
        file = Path(get_module_path(self.addon)) / "i18n_extra" / "id.po"
        for entry in polib.pofile(str(file), check_for_duplicates=True):
            for occurrence, _line in entry.occurrences:
                with self.subTest(text=entry.msgid, of=occurrence):
                    _kind, field, xmlid = occurrence.split(":")
                    record = self.env.ref(xmlid).with_context(lang="en_US")
                    field = record._fields[field.partition(",")[2]]
                    value = record[field.name]
                    self.assertIn(entry.msgid, field.get_trans_terms(value) if callable(field.translate) else [value])
