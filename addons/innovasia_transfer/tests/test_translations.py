from odoo.tests import TransactionCase, tagged

from odoo.addons.innovasia_whatsapp.tests.translations_common import Translations


@tagged("post_install", "-at_install")
class TestTranslations(Translations, TransactionCase):
    """This addon in Indonesian."""

    addon = "innovasia_transfer"
