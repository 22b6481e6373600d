from odoo import api, fields, models

from odoo.addons.innovasia_sales.models.conversion.sale_conversion_evidence import PICTURES, SHOWN

from ...tools.given import one_id


class TransferVerification(models.Model):
    """The ways to a manual verification, and the pictures that may show the transfer."""

    _inherit = "transfer.verification"

    has_conversation = fields.Boolean(compute="_compute_has_conversation", help="The user sees the conversation.")

    @api.depends("intent_id")
    @api.depends_context("uid")
    def _compute_has_conversation(self):
        for verification in self:
            verification.has_conversation = bool(verification.intent_id._conversation_seen())

    def _action_show(self):
        """:return: an action that opens this one, or a new one, in a window"""
        return {
            "type": "ir.actions.act_window",
            "name": self.name or self.env._("Manual Verification"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_order(self):
        """:return: an action that shows the order"""
        self.ensure_one()
        return self.order_id.action_wa_open()

    def action_view_transaction(self):
        """:return: an action that shows the transaction that paid the order"""
        return self.transaction_id._action_show()

    def action_open_conversation(self):
        """:return: an action that opens the conversation with the customer"""
        self.ensure_one()
        self.check_access("read")
        channel = self.intent_id._conversation_seen()
        channel.check_access("read")
        return channel.action_wa_open()

    @api.model
    def proof_offer(self, intent_id):
        """Tell which pictures may show a transfer: those of the conversation, and those sent from the customer's page.

        :param int intent_id: the transfer.intent
        :return: list of dict of ``id``, ``name``, ``mimetype``, ``is_picture``, ``date`` (UTC), ``checksum``, and ``used``:
            what the same picture was shown for already, or False
        :raises AccessError: for an intent that the user does not see
        """
        intent = self.env["transfer.intent"].browse(one_id(intent_id)).exists()
        intent.check_access("read")
        if not intent:
            return []
        channel = intent._conversation_seen()
        files = self.env["sale.conversion"]._chat_files(channel) if channel else []
        files += [
            {
                "id": file.id,
                "name": file.name,
                "mimetype": file.mimetype,
                "is_picture": file.mimetype in PICTURES,
                "date": file.create_date,
            }
            for file in intent.sudo().proof_ids
            if file.mimetype in SHOWN
        ]
        checksums = {file.id: file.checksum for file in self.env["ir.attachment"].sudo().browse(f["id"] for f in files)}
        used = intent.sudo()._proofs_elsewhere(set(checksums.values())) if files else {}
        return [
            {**file, "checksum": checksum, "used": used.get(checksum, False)}
            for file in files
            for checksum in [checksums[file["id"]]]
        ]
