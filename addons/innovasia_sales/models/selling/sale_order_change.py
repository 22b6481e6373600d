from odoo import api, fields, models


class SaleOrderChange(models.Model):
    """What somebody changed in an order: the old value and the new one (spec/001, Edit History). Never changed, never deleted.

    The history begins when somebody else relies on the order: when it is sent or confirmed, or a payment is claimed for it.
    """

    _name = "sale.order.change"
    _description = "Change of an Order"
    _order = "id desc"

    order_id = fields.Many2one("sale.order", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [("added", "Added"), ("changed", "Changed"), ("removed", "Removed")], required=True, readonly=True, default="changed"
    )
    line_name = fields.Char("Product", readonly=True, help="Empty: the order itself.")
    field_name = fields.Char("Technical name", readonly=True)
    label = fields.Char("What", compute="_compute_label")
    old_value = fields.Char("Before", readonly=True)
    new_value = fields.Char("After", readonly=True)
    date = fields.Datetime("When", required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "By", readonly=True, default=lambda self: self.env.user)

    @api.depends("field_name", "line_name")
    @api.depends_context("lang")
    def _compute_label(self):
        """The field's own name, in the language of who reads."""
        labels = {
            model: self.env[model].sudo().fields_get(attributes=["string"]) for model in ("sale.order", "sale.order.line")
        }
        for change in self:
            model = "sale.order.line" if change.line_name else "sale.order"
            change.label = labels[model].get(change.field_name, {}).get("string", "")
