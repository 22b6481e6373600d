from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class WaFormat(models.Model):
    """Where a format is used: what is in use is neither deleted, archived nor written for something else."""

    _inherit = "wa.format"

    automation_count = fields.Integer("Used by", compute="_compute_automation_count")
    used_by = fields.Char("Where it is used", compute="_compute_used_by")

    def _compute_automation_count(self):
        # sudo: how often a text is used says nothing about the automated actions
        automations = self.env["wa.automation"].sudo().with_context(active_test=False)
        counts = dict(automations._read_group([("format_id", "in", self.ids)], ["format_id"], ["__count"]))
        for record in self:
            record.automation_count = counts.get(record.sudo(), 0)

    def _compute_used_by(self):
        uses = self._uses()
        for record in self:
            record.used_by = ", ".join(uses.get(record, ()))

    def _uses(self):
        """Tell who sends these formats; an addon above adds what it knows.

        :return: {format: list of names}
        """
        uses = {}
        # sudo: whose text it is, is nothing that may be deleted unseen
        automations = self.env["wa.automation"].sudo().with_context(active_test=False)
        for automation in automations.search([("format_id", "in", self.ids)]):
            uses.setdefault(automation.format_id.sudo(self.env.su), []).append(automation.name)
        accounts = self.env["wa.account"].sudo().with_context(active_test=False)
        for purpose in ("greeting", "away"):
            for account in accounts.search([(f"{purpose}_format_id", "in", self.ids)]):
                uses.setdefault(account[f"{purpose}_format_id"].sudo(self.env.su), []).append(account.name)
        return uses

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for record, names in self._uses().items():
            raise UserError(
                self.env._(
                    "“%(format)s” is used by: %(names)s. Give these another format first, then delete it.",
                    format=record.name,
                    names=", ".join(names),
                )
            )

    @api.constrains("active")
    def _check_archived(self):
        archived = self.filtered(lambda record: not record.active)
        used = {account[f"{purpose}_format_id"]: account for purpose, account in archived._answering()}
        automations = self.env["wa.automation"].sudo().search([("format_id", "in", archived.ids)])
        used.update({automation.format_id: automation for automation in automations})
        for record, user in used.items():
            raise ValidationError(
                self.env._(
                    "“%(format)s” is used by %(name)s. Switch that off, or give it another format, before you archive it.",
                    format=record.name,
                    name=user.name,
                )
            )

    def _answering(self):
        """:return: list of (greeting or away, wa.account): the devices that answer with these formats now"""
        accounts = self.env["wa.account"].sudo()
        return [
            (purpose, account)
            for purpose in ("greeting", "away")
            for account in accounts.search([(f"{purpose}_format_id", "in", self.ids), (f"{purpose}_active", "=", True)])
        ]

    @api.constrains("usage", "trigger")
    def _check_used_trigger(self):
        automations = self.env["wa.automation"].sudo().with_context(active_test=False).search([("format_id", "in", self.ids)])
        for automation in automations:
            if automation.trigger != automation.format_id.trigger:
                raise ValidationError(
                    self.env._(
                        "The automated action “%(name)s” sends “%(format)s”: it stays written for that. Make a copy instead.",
                        name=automation.name,
                        format=automation.format_id.name,
                    )
                )
        self.env["wa.account"].sudo().search(
            ["|", ("greeting_format_id", "in", self.ids), ("away_format_id", "in", self.ids)]
        )._check_automatic_texts()

    def action_automations(self):
        """Open the automated actions that send this format.

        :return: an action
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("innovasia_crm.action_wa_automation")
        return {**action, "domain": [("format_id", "=", self.id)], "context": {"active_test": False}}
