from odoo import models


class WaMessage(models.Model):
    """The indexes that keep counting messages quick: what a person wrote, and what customers wrote."""

    _inherit = "wa.message"

    _written_idx = models.Index(
        "(user_id, create_date, account_id) WHERE direction = 'outbound' AND user_id IS NOT NULL AND kind <> 'reaction'"
    )
    _heard_idx = models.Index("(account_id, timestamp) WHERE direction = 'inbound' AND kind <> 'reaction'")
