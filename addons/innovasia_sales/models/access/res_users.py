from odoo import api, fields, models
from odoo.fields import Command


class ResUsers(models.Model):
    """What somebody does in the business is chosen in one place: roles are bundles of rights (spec/001, Role Akses)."""

    _inherit = "res.users"

    role_choice_ids = fields.Many2many(
        "res.users.role",
        string="Work in the business",
        compute="_compute_role_choice_ids",
        inverse="_inverse_role_choice_ids",
        groups="base.group_erp_manager",
        help="Roles decide all rights of a user. Without a role, the rights below are chosen one by one.",
    )
    role_explanation = fields.Text("What these roles may", compute="_compute_role_explanation", groups="base.group_erp_manager")

    @api.depends("role_line_ids.role_id")
    def _compute_role_choice_ids(self):
        for user in self:
            user.role_choice_ids = user.role_line_ids.role_id

    def _inverse_role_choice_ids(self):
        """Somebody who has a role for some days only keeps the days."""
        for user in self:
            chosen, lines = user.role_choice_ids, user.role_line_ids
            gone = lines.filtered(lambda line, chosen=chosen: line.role_id not in chosen)
            user.role_line_ids = [Command.delete(line.id) for line in gone] + [
                Command.create({"role_id": role.id}) for role in chosen - lines.role_id
            ]

    @api.depends("role_choice_ids")
    def _compute_role_explanation(self):
        for user in self:
            user.role_explanation = "\n".join(f"{role.name}: {role.comment}" for role in user.role_choice_ids if role.comment)
