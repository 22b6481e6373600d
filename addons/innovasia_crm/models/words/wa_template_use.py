from odoo import fields, models
from odoo.exceptions import UserError


class WaTemplate(models.Model):
    """What a template is used for."""

    _inherit = "wa.template"

    format_ids = fields.One2many("wa.format", "template_id", "Formats", readonly=True, copy=False)
    format_count = fields.Integer("Message formats", compute="_compute_format_count")

    def _compute_format_count(self):
        counts = self.env["wa.format"]._read_group([("template_id", "in", self.ids)], ["template_id"], ["__count"])
        by_template = {template.id: count for template, count in counts}
        for template in self:
            template.format_count = by_template.get(template.id, 0)

    def action_open_formats(self):
        """The formats that are sent with this template when the window is closed."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_wa_format")
        return {**action, "domain": [("template_id", "=", self.id)], "context": {"default_template_id": self.id}}

    def _check_unused(self):
        result = super()._check_unused()
        everything = self.sudo().with_context(active_test=False)
        if formats := everything.format_ids:
            raise UserError(
                self.env._(
                    "These message formats use the template: %s. Give them another one first.",
                    ", ".join(formats.mapped("name")),
                )
            )
        devices = everything.env["wa.account"].search([("otp_template_id", "in", self.ids)])
        if devices:
            raise UserError(
                self.env._("These devices send log-in codes with the template: %s.", ", ".join(devices.mapped("name")))
            )
        return result
