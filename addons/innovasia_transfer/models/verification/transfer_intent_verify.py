from odoo import api, fields, models

#: What is known of a sender from the last time.
KNOWN = ("account_number", "bank_name", "holder")


class TransferIntent(models.Model):
    """The customer says to have paid, and the order is not: the way to finance."""

    _inherit = "transfer.intent"

    verification_ids = fields.One2many("transfer.verification", "intent_id", "Manual verifications", readonly=True)
    verification_count = fields.Integer(compute="_compute_verification_count", compute_sudo=True)

    @api.depends("verification_ids")
    def _compute_verification_count(self):
        counts = dict(
            self.env["transfer.verification"]._read_group([("intent_id", "in", self.ids)], ["intent_id"], ["__count"])
        )
        for intent in self:
            intent.verification_count = counts.get(intent, 0)

    def action_verify(self, file_ids=()):
        """Open the form in which the evidence of a transfer is gathered: the one that was begun, or a new one.

        What the same customer told the last time is filled in.

        :param file_ids: ids of ir.attachment that show the transfer
        :return: an action, a window
        """
        self.ensure_one()
        self.check_access("read")
        verifications = self.env["transfer.verification"]
        mine = verifications.search(
            [("intent_id", "=", self.id), ("user_id", "=", self.env.uid), ("state", "in", ("draft", "submitted"))],
            limit=1, order="id desc",
        )  # fmt: skip
        action = mine._action_show()
        if mine:
            if file_ids and mine.state == "draft":
                mine.proof_ids |= self.env["ir.attachment"].browse(file_ids)
            return action
        defaults = {"intent_id": self.id, "proof_ids": list(file_ids) or self.sudo().proof_ids.ids}
        last = verifications.sudo().search(
            [("partner_id", "=", self.sudo().partner_id.id), ("company_id", "=", self.company_id.id), ("state", "!=", "draft")],
            limit=1, order="id desc",
        )  # fmt: skip
        defaults |= {name: last[name] for name in KNOWN if last[name]}
        return {**action, "context": {f"default_{name}": value for name, value in defaults.items()}}

    def action_view_verifications(self):
        """:return: an action that shows the manual verifications of these"""
        self.check_access("read")
        return self.verification_ids._get_records_action(name=self.env._("Manual Verifications"))

    def _money_came(self, match, outcome):
        result = super()._money_came(match, outcome)
        if match and outcome != "under":
            asked = self.sudo().verification_ids.filtered(lambda verification: verification.state == "submitted")
            asked._came_by_itself(match)
        return result

    def _conversation_seen(self):
        """:return: discuss.channel, the conversation in which this was agreed, if the user sees it"""
        # sudo: only which conversation it is; whether the user sees it is asked of that
        intent = self.sudo()
        channel = (intent.wa_channel_id or intent.order_id.wa_channel_id).sudo(self.env.su)
        return channel._filtered_access("read")
