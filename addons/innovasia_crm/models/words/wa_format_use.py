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
        names = self._user_names()
        for record in self:
            record.used_by = ", ".join(names.get(record, ()))

    def _users(self):
        """Tell what sends these formats.

        :return: list of (format, the record that sends it, for which trigger, whether that is switched on)
        """
        own = {record.id: record for record in self}

        def found(model, field):
            # sudo: what a text is used for is no secret to who may delete it
            users = self.env[model].sudo().with_context(active_test=False).search([(field, "in", self.ids)])
            return [(own[user[field].id], user) for user in users]

        return [
            *((text, user, user.trigger, user.active) for text, user in found("wa.automation", "format_id")),
            *(
                (text, user, f"conversation_{purpose}", user.active and user[f"{purpose}_active"])
                for purpose in ("greeting", "away")
                for text, user in found("wa.account", f"{purpose}_format_id")
            ),
            *((text, user, "record", True) for text, user in found("ir.actions.server", "wa_format_id")),
        ]

    def _user_names(self):
        """:return: {format: list of names of what sends it}"""
        names = {}
        for record, user, _trigger, _is_on in self._users():
            names.setdefault(record, []).append(user.name)
        return names

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for record, names in self._user_names().items():
            raise UserError(
                self.env._(
                    "“%(format)s” is used by: %(names)s. Give these another format first, then delete it.",
                    format=record.name,
                    names=", ".join(names),
                )
            )

    @api.constrains("active")
    def _check_archived(self):
        for record, user, _trigger, is_on in self.filtered(lambda record: not record.active)._users():
            if is_on:
                raise ValidationError(
                    self.env._(
                        "“%(format)s” is used by %(name)s. Switch that off, or give it another format, before you archive it.",
                        format=record.name,
                        name=user.name,
                    )
                )

    @api.constrains("usage", "trigger", "company_id")
    def _check_used_trigger(self):
        for record, user, trigger, _is_on in self._users():
            company = "company_id" in user._fields and user.company_id
            if trigger != record.trigger or (company and record.company_id and record.company_id != company):
                raise ValidationError(
                    self.env._(
                        "“%(name)s” sends “%(format)s”: it stays written for that. Make a copy instead.",
                        name=user.name,
                        format=record.name,
                    )
                )

    def action_automations(self):
        """Open the automated actions that send this format.

        :return: an action
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("innovasia_crm.action_wa_automation")
        return {**action, "domain": [("format_id", "=", self.id)], "context": {"active_test": False}}
