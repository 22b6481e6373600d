from odoo import fields, models


class StockReturnPickingLine(models.TransientModel):
    """Rows of one delivery may come back to different places."""

    _inherit = "stock.return.picking.line"

    location_dest_id = fields.Many2one("stock.location", "Back to", help="Empty: where the warehouse takes returns.")

    def _prepare_move_default_values(self, new_picking):
        values = super()._prepare_move_default_values(new_picking)
        if self.location_dest_id:
            values["location_dest_id"] = self.location_dest_id.id
        if self.wizard_id.picking_id.sale_return_id:
            # What goes back again is where it was put, and not where all of it arrived.
            values["location_id"] = self.move_id.location_dest_id.id
        return values
