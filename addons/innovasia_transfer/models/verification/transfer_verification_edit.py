from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.innovasia_sales.tools.named import check_named
from odoo.addons.innovasia_sales.tools.own_files import own_files

#: What a person fills in; everything else is written by the methods of this model only.
FILLED = frozenset(
    (
        "intent_id",
        "amount",
        "is_amount_read",
        "account_number",
        "bank_name",
        "holder",
        "transferred_at",
        "proof_ids",
        "note",
    )
)
#: Mail's own: followers, messages and activities.
OF_MAIL = ("message_", "activity_", "my_activity_", "website_message_")


class TransferVerification(models.Model):
    """Who may change what, and until when: the evidence while it is filled in, by whoever asks."""

    _inherit = "transfer.verification"

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever calls by RPC chooses the context: its defaults must not decide anything.
        decided = {f"default_{name}" for name in self._fields if not self._is_filled(name)}
        clean = {key: value for key, value in self.env.context.items() if key not in decided}
        records = self.with_context(clean)  # pylint: disable=context-overridden
        for values in vals_list:
            if not self.env.su:
                self._refuse_decided(values)
                values["user_id"] = self.env.uid
            if values.get("name", "/") == "/":
                values["name"] = self.env["ir.sequence"].sudo().next_by_code("transfer.verification")
        verifications = super(TransferVerification, records).create(vals_list).with_env(self.env)
        if not self.env.su:
            verifications.intent_id.check_access("read")
        verifications._own_proofs()
        return verifications

    def write(self, vals):
        if not self.env.su:
            self._refuse_decided(vals)
            if FILLED & vals.keys():
                self._check_filling()
        result = super().write(vals)
        if "intent_id" in vals and not self.env.su:
            self.intent_id.check_access("read")
        if "proof_ids" in vals:
            self._own_proofs()
        return result

    def onchange(self, values, field_names, fields_spec):
        """:raises AccessError: for a transfer that whoever fills in the form does not see"""
        check_named(self, values, "intent_id")
        return super().onchange(values, field_names, fields_spec)

    @api.ondelete(at_uninstall=False)
    def _unlink_draft(self):
        if any(verification.state != "draft" for verification in self):
            raise UserError(self.env._("What was sent to finance is not deleted."))

    def action_discard(self):
        """Throw away what was not sent to finance.

        :return: an action that closes the window
        :raises AccessError: when somebody else fills it in
        """
        self._check_filling()
        # sudo: nobody may delete them; that it is one's own, and was not sent, is checked
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}

    def _check_filling(self):
        """:raises AccessError, UserError: unless this person fills these in"""
        self.check_access("write")
        if others := self.filtered(lambda verification: verification.user_id != self.env.user)[:1]:
            raise AccessError(
                self.env._(
                    "Only %(user)s, who asks for it, changes %(name)s.", user=others.user_id.sudo().name, name=others.name
                )
            )
        if sent := self.filtered(lambda verification: verification.state != "draft")[:1]:
            raise UserError(
                self.env._("%s was sent to finance and stays as it is. Take it back first to correct it.", sent.name)
            )

    def _is_filled(self, name):
        return name in FILLED or name.startswith(OF_MAIL)

    def _refuse_decided(self, values):
        """:raises AccessError: when a client would write what only the methods of this model decide"""
        if refused := sorted(name for name in values if not self._is_filled(name)):
            raise AccessError(self.env._("Only sending, approving and rejecting it changes: %s.", ", ".join(refused)))

    def _own_proofs(self):
        """Make the proofs the verifications' own: finance sees them, and not the conversation they come from."""
        for verification in self.filtered("proof_ids"):
            files = verification.sudo().proof_ids
            if (own := own_files(verification, files)) != files:
                verification.sudo().proof_ids = own
