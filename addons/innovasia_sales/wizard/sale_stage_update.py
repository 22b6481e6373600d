from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import batch


class SaleStageUpdate(models.TransientModel):
    """Many orders to the next stage at once, where that is allowed, with a result for each (spec/001, Update Status)."""

    _name = "sale.stage.update"
    _description = "Update the Stage of Orders"

    # Shipping is not here: each parcel has its own number (spec/002).
    stage = fields.Selection(
        [("ordered", "Ordered"), ("processing", "Processing"), ("received", "Received"), ("cancelled", "Cancelled")],
        "New stage",
    )
    line_ids = fields.One2many("sale.stage.update.line", "update_id", "Orders")
    is_done = fields.Boolean(readonly=True)
    moved_count = fields.Integer(compute="_compute_counts")
    refused_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for update in self:
            update.moved_count = len(update.line_ids.filtered(lambda line: line.result == "moved"))
            update.refused_count = len(update.line_ids.filtered(lambda line: line.result == "refused"))

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "line_ids" in fields and self.env.context.get("active_model") == "sale.order":
            orders = self.env["sale.order"].browse(self.env.context.get("active_ids", [])).exists()
            values["line_ids"] = [(0, 0, {"order_id": order.id}) for order in orders]
        return values

    def action_update(self):
        """Move the orders that may be moved; the others stay as they are, and say why. Many are moved in the background."""
        self.ensure_one()
        if not self.stage:
            raise UserError(self.env._("Choose the new stage."))
        orders = self.line_ids.order_id
        if len(orders) > batch.AT_ONCE:
            return self.env["sale.transaction.result"]._begin(orders, "stage", self.stage)
        outcome, _done, _notes = orders._stage_each(self.stage)
        for refusal, refused in self.line_ids.grouped(lambda line: outcome[line.order_id]).items():
            refused.write({"result": "refused" if refusal else "moved", "message": refusal})
        self.is_done = True
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Update Stage"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }


class SaleStageUpdateLine(models.TransientModel):
    _name = "sale.stage.update.line"
    _description = "Order to Update"

    update_id = fields.Many2one("sale.stage.update", required=True, ondelete="cascade")
    order_id = fields.Many2one("sale.order", required=True, ondelete="cascade")
    # Read as the person: whoever may not see an order learns nothing of it here.
    partner_id = fields.Many2one(related="order_id.partner_id", string="Customer", related_sudo=False)
    stage = fields.Selection(related="order_id.stage", string="Stage now", related_sudo=False)
    result = fields.Selection([("moved", "Moved"), ("refused", "Not moved")], readonly=True)
    message = fields.Text("Why not", readonly=True)

    @api.constrains("order_id")
    def _check_order(self):
        # Odoo checks constraints as system, but this is about the person.
        self.sudo(False).order_id.check_access("read")
