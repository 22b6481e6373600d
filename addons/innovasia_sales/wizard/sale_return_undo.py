from odoo import fields, models


class SaleReturnUndo(models.TransientModel):
    """Why a processed return is undone."""

    _name = "sale.return.undo"
    _description = "Undo a Return"

    return_id = fields.Many2one("sale.return", required=True, readonly=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Undo it."""
        self.ensure_one()
        return self.return_id.action_undo(self.reason)
