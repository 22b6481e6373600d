"""Names of templates for receipts become templates."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})

    def values(_language):
        return {
            "header_format": "DOCUMENT",
            "body": "Halo {{1}}, pembayaran Anda {{2}} untuk {{3}} sudah kami terima. Kuitansi {{4}} terlampir.",
        }

    env["wa.account"]._adopt_template_names("receipt", values)
