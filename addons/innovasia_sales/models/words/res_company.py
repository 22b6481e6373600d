from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    order_received_by = fields.Selection(
        [
            ("follow_up", "The follow-up message reaches the customer"),
            ("answer", "The customer answers the follow-up message"),
            ("hand", "Somebody presses Received"),
        ],
        "Orders are received when",
        required=True,
        default="follow_up",
        help="Whatever you choose, the button Received works, too.",
    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    order_received_by = fields.Selection(related="company_id.order_received_by", readonly=False)
