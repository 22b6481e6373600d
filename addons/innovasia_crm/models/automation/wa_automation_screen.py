from odoo import api, fields, models
from odoo.exceptions import UserError


class WaAutomation(models.Model):
    """What the form of an automated action fills in, warns of, and offers."""

    _inherit = "wa.automation"

    account_id = fields.Many2one(default=lambda self: self._default_account())
    warning = fields.Text(compute="_compute_warning", help="What would keep messages from going out.")

    @api.model
    def _default_account(self):
        """:return: the device where there is no choice: the company's only one"""
        accounts = self.env["wa.account"].search([("company_id", "=", self.env.company.id)], limit=2)
        return accounts if len(accounts) == 1 else accounts.browse()

    @api.onchange("trigger")
    def _onchange_trigger(self):
        labels = dict(self._fields["trigger"]._description_selection(self.env))
        if self.trigger and (not self.name or self.name in labels.values()):
            self.name = labels[self.trigger]
        if self.format_id.trigger != self.trigger:
            self.format_id = False
        self.domain = "[]"

    @api.depends("account_id.state", "format_id.template_id.status", "format_id.is_late_allowed", "active", "waiting_count")
    @api.depends_context("lang")
    def _compute_warning(self):
        for automation in self:
            automation.warning = "\n".join(automation._warnings()) or False

    def _warnings(self):
        """:return: list of sentences: what would keep messages from going out"""
        warnings = []
        if self.account_id and self.account_id.state != "connected":
            warnings.append(self.env._("%s is not connected: nothing goes out from it.", self.account_id.name))
        if self.format_id and not self.format_id.is_late_allowed and (code := self._closed_window_reason()):
            label = dict(self.env["wa.scheduled"]._fields["reason_code"]._description_selection(self.env))[code]
            warnings.append(
                self.env._(
                    "Only who wrote within the last 24 hours gets it. Others would need a template that Meta approved (%s).",
                    label,
                )
            )
        if not self.active and self.waiting_count:
            warnings.append(
                self.env._("It is paused: %s messages still wait, and are skipped when they are due.", self.waiting_count)
            )
        return warnings

    def _closed_window_reason(self):
        """:return: the reason code of what is not sent outside the 24-hour window; None when it is sent"""
        template = self.format_id.template_id
        if not template:
            return "window_closed"
        return template._why_not(self.account_id) if self.account_id else None

    def copy_data(self, default=None):
        # Two of the same would write to each customer twice.
        default = {"active": False, **(default or {})}
        vals_list = super().copy_data(default)
        if "name" not in default:
            for automation, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", automation.name)
        return vals_list

    def action_toggle(self):
        """Switch these automated actions on, or off."""
        for automation in self:
            automation.active = not automation.active
        return True

    def action_test(self):
        """Ask to whom a test goes.

        :return: an action
        :raises UserError: without a device or a format
        """
        self.ensure_one()
        if not (self.account_id and self.format_id):
            raise UserError(self.env._("Choose a device and a format first."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send a Test"),
            "res_model": "wa.automation.test",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_automation_id": self.id},
        }
