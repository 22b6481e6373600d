from odoo import api, models

from ...tools.labels import label

INSTRUCTIONS = "transfer_instructions"


class TransferIntent(models.Model):
    """What the panel beside a conversation tells of an expected transfer, and what tells it that something changed."""

    _inherit = "transfer.intent"

    def _wa_transfer(self):
        """:return: dict: what ``_describe`` tells, with ``currency_id``, ``state_label``, ``told`` (whether the customer was
        written to: a state of ``wa.scheduled``, or False), ``told_label``, ``verification`` (False, or dict of ``id``,
        ``name``, ``state``, ``state_label``, ``due_at``, ``reason``) and ``may_open``
        """
        self.ensure_one()
        intent = self.sudo()
        verification = intent.verification_ids.sorted("id")[-1:]
        told = self.env["wa.scheduled"].sudo().search(
            [("res_model", "=", self._name), ("res_id", "=", self.id), ("trigger", "=", INSTRUCTIONS)],
            order="id desc", limit=1,
        )  # fmt: skip
        return {
            **self._describe(),
            "currency_id": intent.currency_id.id,
            "state_label": label(intent, "state"),
            "told": told.state,
            "told_label": label(told, "state"),
            "verification": verification._wa_verification() if verification else False,
            "may_open": bool(self.sudo(False)._filtered_access("read")),
        }

    # --- something changed ---------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        intents = super().create(vals_list)
        intents._wa_tell_panels()
        return intents

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "received", "proof_ids"}:
            self._wa_tell_panels()
        return result

    def _wa_tell_panels(self):
        self.env["discuss.channel"]._wa_tell_purchases(self.partner_id)
