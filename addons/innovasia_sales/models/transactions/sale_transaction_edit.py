from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...tools.named import check_named

#: Written by the methods of this model only, never by a client.
DECIDED = frozenset(
    (
        "state",
        "source",
        "decided_at",
        "decided_by_id",
        "reject_reason",
        "payment_id",
        "reversed_at",
        "reversed_by_id",
        "reversal_reason",
        "reversal_move_id",
        "receipt_number",
        "receipt_attachment_id",
        "receipt_state",
        "receipt_reason",
        "receipt_message_id",
        "allocation_ids",
    )
)
#: Given when it is entered, and never again.
GIVEN = frozenset(("order_id", "partner_id", "company_id", "wa_channel_id"))
#: Given by nobody.
NOTED = frozenset(("name", "user_id"))
#: What is claimed: open to change until it is decided.
CLAIMED = frozenset(("amount", "paid_at", "payment_method_id", "note", "evidence_ids"))


class SaleTransaction(models.Model):
    """Who may change what of a transaction, and until when."""

    _inherit = "sale.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever calls by RPC chooses the context: its defaults must not decide anything.
        forbidden = {f"default_{name}" for name in DECIDED | NOTED}
        clean = {key: value for key, value in self.env.context.items() if key not in forbidden}
        records = self.with_context(clean)  # pylint: disable=context-overridden
        if not self.env.su:
            for values in vals_list:
                records._check_entry(values)
        for values in vals_list:
            company = self.env["res.company"].browse(values.get("company_id")) or self.env.company
            self._check_whole(values, company.sudo().currency_id)
            if values.get("name", "/") == "/":
                values["name"] = self.env["ir.sequence"].sudo().next_by_code("sale.transaction")
        transactions = super(SaleTransaction, records).create(vals_list).with_env(self.env)
        if not self.env.su:
            # Defaults, which a client's context can set, may name an order or a conversation as well.
            transactions.order_id.check_access("read")
            transactions.wa_channel_id.check_access("read")
        transactions._own_evidence()
        return transactions

    def write(self, vals):
        if not self.env.su:
            self._check_edit(vals)
        self._check_whole(vals, self.currency_id)
        result = super().write(vals)
        if "evidence_ids" in vals:
            self._own_evidence()
        return result

    def onchange(self, values, field_names, fields_spec):
        """:raises AccessError: for an order that whoever fills in the form does not see"""
        check_named(self, values, "order_id")
        return super().onchange(values, field_names, fields_spec)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Transactions are not deleted: reject them, or reverse them."))

    def _check_whole(self, values, currencies):
        """:raises ValidationError: when rupiah are not whole; a currency without decimals would round them without a word"""
        amount = values.get("amount")
        if isinstance(amount, float) and not amount.is_integer() and "IDR" in currencies.mapped("name"):
            raise ValidationError(self.env._("Rupiah have no cents: write a whole amount."))

    def _check_entry(self, values):
        """Check what a person enters, and note that it was this person.

        :raises AccessError: when it says more than that money was paid, or about what this person does not see
        """
        self._refuse_decided(values)
        values.pop("name", None)
        values["user_id"] = self.env.uid
        for name in ("order_id", "wa_channel_id"):
            if values.get(name):
                self.env[self._fields[name].comodel_name].browse(values[name]).check_access("read")

    def _check_edit(self, values):
        self._refuse_decided(values)
        if GIVEN & values.keys() or NOTED & values.keys():
            raise UserError(
                self.env._(
                    "Whose payment it is, and for which order, stays as it was entered. Reject it, and enter another one."
                )
            )
        if not CLAIMED & values.keys():
            return
        if decided := self.filtered(lambda transaction: transaction.state != "pending")[:1]:
            raise UserError(self.env._("Nothing of it can be changed any more. %s", decided._why_decided()))
        if not self._is_verifier() and (others := self.filtered(lambda t: t.user_id != self.env.user)[:1]):
            raise AccessError(
                self.env._(
                    "Only %(user)s, who entered it, and verifiers change transaction %(name)s.",
                    user=others.user_id.sudo().name,
                    name=others.name,
                )
            )

    def _refuse_decided(self, values):
        """:raises AccessError: when a client would write what only the methods of this model decide"""
        if refused := DECIDED & values.keys():
            names = ", ".join(sorted(self._fields[name].get_description(self.env, ["string"])["string"] for name in refused))
            raise AccessError(self.env._("Only accepting, rejecting or reversing a transaction changes: %s.", names))
