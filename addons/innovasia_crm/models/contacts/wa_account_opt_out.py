from odoo import fields, models


class WaAccount(models.Model):
    """Whether a device heeds customers who write STOP."""

    _inherit = "wa.account"

    heed_stop = fields.Boolean(
        "STOP ends marketing",
        default=True,
        help="A customer who writes only STOP or BERHENTI gets no more marketing messages; MULAI or START allows them again.",
    )
