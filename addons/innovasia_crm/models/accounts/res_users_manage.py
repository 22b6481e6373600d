import logging

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.actions import form_window
from .res_users_account import ADMIN, CS, SUPERVISOR, USER

_logger = logging.getLogger(__name__)

#: What a CS sees first after logging in.
HOME = "innovasia_whatsapp.action_conversations"


class ResUsers(models.Model):
    """Managing the accounts of CS without any right on users: what a supervisor may do, and nothing beyond."""

    _inherit = "res.users"

    wa_is_managed = fields.Boolean("I manage this account", compute="_compute_wa_is_managed")

    # --- what people do ------------------------------------------------------------------

    def action_wa_edit_account(self):
        """Open the small form with the account's name, number and a new password."""
        self.ensure_one()
        self._wa_check_manages()
        values = {
            "user_id": self.id,
            "name": self.name,
            "wa_number": self.wa_number_shown,
            "role": "supervisor" if self.wa_role == "supervisor" else "cs",
        }
        if self.env.user.has_group(ADMIN):
            values["otp_mode"] = self.wa_otp_mode
        wizard = self.env["wa.cs.account"].create(values)
        return form_window(self.env._("Edit account"), wizard, context={"dialog_size": "medium"})

    def action_wa_deactivate(self):
        """Close these accounts: their conversations go back to the queue. Nothing is deleted.

        :return: True
        """
        self._wa_check_manages()
        self.sudo().write({"active": False})
        self._wa_note_change(self.env._("Account deactivated"))
        return True

    def action_wa_activate(self):
        """Open these accounts again, with the same password.

        :return: True
        """
        self._wa_check_manages()
        self.sudo().write({"active": True})
        self._wa_note_change(self.env._("Account activated"))
        return True

    def action_wa_monitor(self):
        """Open the page on which supervisors watch how it goes."""
        self._wa_check_manager()
        return self.env["ir.actions.actions"]._for_xml_id("innovasia_crm.action_monitoring")

    # --- may they? -----------------------------------------------------------------------

    @api.model
    def _wa_check_manager(self):
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(self.env._("Only supervisors manage CS accounts."))

    def _wa_check_manages(self):
        """Refuse whatever is not the account of a CS and nothing more; administrators manage supervisors, too.

        :raises AccessError: also for the own account and for those of other companies
        """
        self._wa_check_manager()
        if self._wa_manageable() != self:
            raise AccessError(
                self.env._(
                    "You cannot manage this account here: it is your own, may do more than serve customers, "
                    "or belongs to another company."
                )
            )

    def _wa_manageable(self):
        """:return: those of these users whose account the current user manages"""
        manager = self.env.user
        if not manager.has_group(SUPERVISOR):
            return self.browse()
        most = self.env.ref(SUPERVISOR if manager.has_group(ADMIN) else CS).sudo()
        allowed = most.all_implied_ids | self.env.ref("base.group_multi_company")
        serves, companies = self.env.ref(USER), manager.sudo().company_ids

        def is_manageable(user):
            groups = user.all_group_ids
            return user != manager and serves in groups <= allowed and user.company_ids <= companies

        return self.sudo().filtered(is_manageable).with_env(self.env)

    @api.depends_context("uid")
    @api.depends("all_group_ids", "company_ids")
    def _compute_wa_is_managed(self):
        managed = self._wa_manageable()
        for user in self:
            user.wa_is_managed = user in managed

    @api.model
    def _wa_check_role(self, role):
        if role != "cs" and not self.env.user.has_group(ADMIN):
            raise AccessError(self.env._("Only an administrator makes somebody a supervisor."))

    def _wa_check_number_free(self, number):
        """:raises UserError: when another account has the number, naming it to who may manage it"""
        taken = ["|", ("wa_number", "=", number), ("login", "=", number), ("id", "not in", self.ids)]
        other = self.env["res.users"].sudo().with_context(active_test=False).search(taken, limit=1)
        if not other:
            return
        try:
            other.with_env(self.env)._wa_check_manages()
        except AccessError as error:
            raise UserError(self.env._("This WhatsApp number already has an account.")) from error
        if other.active:
            raise UserError(self.env._("This is already the WhatsApp number of %(name)s.", name=other.name))
        raise UserError(
            self.env._(
                "This is the WhatsApp number of %(name)s, whose account is deactivated: "
                "activate that account again, or give it another number first.",
                name=other.name,
            )
        )

    # --- the only place that writes users ------------------------------------------------

    @api.model
    def _wa_add_account(self, name, number, password_hash, role):
        """Create the account of a CS (or supervisor) in the current company.

        :param str number: digits with the country code; the log-in
        :param str password_hash: as ``_crypt_context`` makes it
        :param str role: "cs" or "supervisor"
        :return: the user
        """
        self._wa_check_manager()
        self._wa_check_role(role)
        self._wa_check_number_free(number)
        company = self.env.company
        user = (
            self.sudo()
            .with_context(no_reset_password=True, mail_create_nosubscribe=True)
            .create(
                {
                    "name": name,
                    "login": number,
                    "wa_number": number,
                    "company_id": company.id,
                    "company_ids": [Command.set(company.ids)],
                    "group_ids": [Command.set(self.env.ref(SUPERVISOR if role == "supervisor" else CS).ids)],
                    "lang": company._language(),
                    "tz": self.env.user.tz,
                    "action_id": self.env.ref(HOME).id,
                }
            )
        )
        user._set_encrypted_password(user.id, password_hash)
        user.with_env(self.env)._wa_note_change(self.env._("Account added"))
        return user.with_env(self.env)

    def _wa_change_account(self, name, number, role, password_hash=None, **values):
        """Change an account; a new number or password ends its sessions and trusted devices.

        :param values: what only administrators change
        """
        self.ensure_one()
        self._wa_check_manages()
        self._wa_check_number_free(number)
        user = self.sudo()
        if role != user.wa_role:
            self._wa_check_role("supervisor")  # down as well as up
            supervisor, cs = self.env.ref(SUPERVISOR), self.env.ref(CS)
            link = [Command.link((supervisor if role == "supervisor" else cs).id)]
            values["group_ids"] = link if role == "supervisor" else [Command.unlink(supervisor.id), *link]
        if user.login == user.wa_number:
            values["login"] = number
        if number != user.wa_number or password_hash:
            user._revoke_all_devices()
        user.write({"name": name, "wa_number": number, **values})
        if password_hash:
            user._set_encrypted_password(user.id, password_hash)
            self.env.registry.clear_cache()  # sessions are checked against the old password otherwise
            self._wa_note_change(self.env._("New password set"))
        self._wa_note_change(self.env._("Account changed"))

    def _wa_note_change(self, what):
        """Keep in the account's history and in the log who did what."""
        manager = self.env.user
        for user in self.sudo():
            _logger.info("%s: %r (#%d) by %r (#%d)", what, user.login, user.id, manager.login, manager.id)
            user.partner_id._message_log(body=what, author_id=manager.partner_id.id)
