from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ..tools.actions import notification

#: Characters of a password at least; the addon for password policies may ask for more.
SHORTEST = 8


class WaCsAccount(models.TransientModel):
    """The one small form with which accounts of CS are added and changed."""

    _name = "wa.cs.account"
    _description = "CS Account"
    _transient_max_hours = 0.5

    user_id = fields.Many2one("res.users", readonly=True, help="Empty while the account is being added.")
    name = fields.Char(required=True)
    wa_number = fields.Char("WhatsApp number", help="The person's own number. It is the log-in, in any spelling.")
    password = fields.Char(
        compute="_compute_password", inverse="_inverse_password", help="Leave it empty to keep the password as it is."
    )
    password_hash = fields.Char(groups=fields.NO_ACCESS, help="A password is nowhere kept in clear, not even for a moment.")
    has_password = fields.Boolean(compute="_compute_has_password", compute_sudo=True)
    role = fields.Selection(
        [("cs", "CS"), ("supervisor", "Supervisor")],
        required=True,
        default="cs",
        help="A supervisor sees all conversations, hands them over, manages CS accounts and monitors.",
    )
    otp_mode = fields.Selection(
        [("on", "Always"), ("off", "Never")],
        "Log-in code by WhatsApp",
        groups="innovasia_whatsapp.group_admin",
        help="Empty: as the company decides.",
    )

    def _compute_password(self):
        self.password = False

    def _inverse_password(self):
        context = self.env["res.users"]._crypt_context()
        for wizard in self.filtered("password"):
            wizard._check_password(wizard.password)
            wizard.sudo().password_hash = context.hash(wizard.password)

    @api.depends("password_hash")
    def _compute_has_password(self):
        for wizard in self:
            wizard.has_password = bool(wizard.password_hash)

    def _check_password(self, password):
        parameter = self.env["ir.config_parameter"].sudo().get_param("auth_password_policy.minlength")
        shortest = max(SHORTEST, int(parameter or 0))
        if len(password) < shortest:
            raise ValidationError(self.env._("The password needs at least %s characters.", shortest))

    @api.constrains("wa_number", "user_id")
    def _check_number(self):
        """Tell of a wrong or taken number while the form is still open with everything in it."""
        for wizard in self.filtered("wa_number"):
            wizard.user_id._wa_check_number_free(wizard._number())

    @api.onchange("wa_number")
    def _onchange_wa_number(self):
        if number := self.env["res.users"]._wa_understand(self.wa_number):
            self.wa_number = pretty(number)

    def _number(self):
        if not self.wa_number:
            raise UserError(self.env._("Enter the WhatsApp number."))
        return self.env["res.users"]._wa_normal_number(self.wa_number)

    # --- buttons -------------------------------------------------------------------------

    def action_add(self):
        """Add the account.

        :return: a notification that says how to log in
        """
        self.ensure_one()
        password_hash = self.sudo().password_hash
        if not password_hash:
            raise UserError(self.env._("Enter a password."))
        user = self.env["res.users"]._wa_add_account(self.name, self._number(), password_hash, self.role)
        if self.env.user.has_group("innovasia_whatsapp.group_admin") and self.otp_mode:
            user.sudo().wa_otp_mode = self.otp_mode
        shown = user.sudo().wa_number_shown
        self.unlink()
        return notification(self.env._("%(name)s can now log in with %(number)s.", name=user.name, number=shown))

    def action_save(self):
        """Change the account.

        :return: a notification
        """
        self.ensure_one()
        values = {}
        if self.env.user.has_group("innovasia_whatsapp.group_admin"):
            values["wa_otp_mode"] = self.otp_mode
        user = self.user_id
        user._wa_change_account(self.name, self._number(), self.role, self.sudo().password_hash, **values)
        self.unlink()
        return notification(self.env._("The account of %s was changed.", user.name))
