from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    channel_type = fields.Selection(
        selection_add=[("whatsapp", "WhatsApp")], ondelete={"whatsapp": "cascade"}
    )
    wa_account_id = fields.Many2one(
        "wa.account", "Device", index="btree_not_null", ondelete="restrict", readonly=True
    )
    wa_identity_id = fields.Many2one("wa.identity", ondelete="restrict", readonly=True)
    wa_partner_id = fields.Many2one(
        "res.partner", "Customer", index="btree_not_null", ondelete="restrict", readonly=True
    )
    wa_window_expires_at = fields.Datetime(
        "Free replies until",
        readonly=True,
        help="Meta takes free-form messages within 24 hours of the customer's last one (UTC).",
    )

    _wa_identity_unique = models.UniqueIndex("(wa_identity_id) WHERE wa_identity_id IS NOT NULL")
    _wa_interest_idx = models.Index(
        "(wa_account_id, last_interest_dt DESC, id DESC) WHERE channel_type = 'whatsapp'"
    )
