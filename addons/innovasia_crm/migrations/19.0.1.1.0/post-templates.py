"""Names of templates for log-in codes become templates."""

from odoo import SUPERUSER_ID, api
from odoo.fields import Command

from odoo.addons.innovasia_whatsapp.tools.template_components import authentication_texts


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    button = {"type": "OTP", "text": "Salin kode"}

    def values(language):
        return {
            "category": "AUTHENTICATION",
            "body": authentication_texts(language, False, 0)[0],
            "button_ids": [Command.create(button)],
        }

    env["wa.account"]._adopt_template_names("otp", values)
