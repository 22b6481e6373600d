from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .sale_return import BOOKED

#: Written by the methods of this model only, never by a client.
DECIDED = frozenset(
    (
        "name",
        "company_id",
        "partner_id",
        "bulk_id",
        "state",
        "user_id",
        "processed_at",
        "processed_by_id",
        "picking_ids",
        "credit_note_ids",
        "refund_payment_id",
        "refunded_at",
        "refunded_by_id",
        "undone_at",
        "undone_by_id",
        "undo_reason",
        "charge_ids",
        "replacement_order_id",
    )
)
#: Open to change after the goods have come back.
NOTED = frozenset(("note", "message_follower_ids", "message_ids", "activity_ids"))
#: How the money goes back may be chosen until it went.
PAID = frozenset(("payment_method_id",))


class SaleReturn(models.Model):
    """What is processed stays as it is; drafts are open to those who may return."""

    _inherit = "sale.return"

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever calls by RPC chooses the context: its defaults must not decide anything.
        clean = {key: value for key, value in self.env.context.items() if key.removeprefix("default_") not in DECIDED}
        records = self.with_context(clean)  # pylint: disable=context-overridden
        vals_list = [dict(values) for values in vals_list]
        for values in vals_list:
            if not self.env.su:
                records._refuse_decided(values)
            if values.get("name", "/") == "/":
                values["name"] = self.env["ir.sequence"].sudo().next_by_code("sale.return")
        documents = super(SaleReturn, records).create(vals_list).with_env(self.env)
        documents._check_order()
        return documents

    def write(self, vals):
        if not self.env.su:
            self._refuse_decided(vals)
            for document in self:
                document._check_open(vals)
        result = super().write(vals)
        if "order_id" in vals:
            self._check_order()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if processed := self.filtered(lambda document: document.state in BOOKED)[:1]:
            raise UserError(self.env._("Return %s is processed: it is not deleted.", processed.name))

    def _check_order(self):
        """Goods come back only of orders that are one's own to change, whichever way the order was named."""
        self.order_id.check_access("write")

    def _refuse_decided(self, values):
        if refused := DECIDED & values.keys():
            labels = ", ".join(sorted(self._fields[name]._description_string(self.env) for name in refused))
            raise AccessError(self.env._("Only the buttons of a return change: %s.", labels))

    def _check_open(self, values):
        """:raises UserError: when this return is too far for such a change"""
        if self.state == "draft":
            return
        late = values.keys() - NOTED - (PAID if self.state == "refunding" else frozenset())
        if late:
            state = dict(self._fields["state"]._description_selection(self.env))[self.state]
            raise UserError(
                self.env._("Return %(name)s is %(state)s: it does not change any more.", name=self.name, state=state)
            )
