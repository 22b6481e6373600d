import logging

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessDenied, UserError, ValidationError
from odoo.http import request
from odoo.tools.misc import hmac

from odoo.addons.base.models.res_users import check_identity

from ...tools import login_code
from ...tools.actions import notification
from .res_users_account import ADMIN, USER

_logger = logging.getLogger(__name__)

WHATSAPP = "totp_whatsapp"
#: Who decides for others.
DECIDERS = f"{ADMIN},base.group_erp_manager"


class ResUsers(models.Model):
    """A code by WhatsApp as second factor, within Odoo's own two-factor log-in."""

    _inherit = "res.users"

    wa_otp_mode = fields.Selection(
        [("on", "Always"), ("off", "Never")],
        "Code by WhatsApp",
        copy=False,
        groups=DECIDERS,
        help="Whether logging in takes a code that is sent to the WhatsApp number. Empty: as the company decides.",
    )
    wa_otp_own = fields.Boolean(
        copy=False, groups=fields.NO_ACCESS, help="Of one's own accord, which lifts nothing that others have decided."
    )
    wa_otp_used = fields.Integer(
        copy=False, groups=fields.NO_ACCESS, help="Codes used so far; each makes all earlier ones void."
    )
    wa_otp_state = fields.Selection(
        [
            ("off", "Off"),
            ("whatsapp", "WhatsApp"),
            ("app", "Authenticator app"),
            ("both", "WhatsApp or app"),
            ("missing", "Number missing"),
        ],
        "Second factor",
        compute="_compute_wa_otp_state",
        compute_sudo=True,
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "wa_otp_state"]

    @api.depends("wa_otp_mode", "wa_otp_own", "wa_number", "totp_secret", "all_group_ids", "company_ids.wa_otp_policy")
    def _compute_wa_otp_state(self):
        for user in self:
            if not user._wa_otp_required():
                user.wa_otp_state = "app" if user.totp_enabled else "off"
            elif user.wa_number:
                user.wa_otp_state = "both" if user.totp_enabled else "whatsapp"
            else:
                user.wa_otp_state = "app" if user.totp_enabled else "missing"

    def _wa_otp_required(self):
        """Whether this person's log-in takes a code by WhatsApp, or what stands in for it."""
        self.ensure_one()
        user = self.sudo()
        if user.wa_otp_mode == "on" or user.wa_otp_own:
            return True
        if user.wa_otp_mode == "off":
            return False
        # The strictest of all companies: people choose their current one themselves.
        policies = set(user.company_ids.mapped("wa_otp_policy"))
        if "internal" in policies and user._is_internal():
            return True
        return "cs" in policies and user.has_group(USER) and not user.has_group(ADMIN)

    @api.constrains("wa_otp_mode", "wa_otp_own", "wa_number")
    def _check_wa_otp_possible(self):
        for user in self.sudo():
            if user.active and user._wa_otp_required() and not user.wa_number and not user.totp_enabled:
                raise ValidationError(
                    self.env._(
                        "%(name)s logs in with a code by WhatsApp and needs a WhatsApp number for it, or an authenticator app.",
                        name=user.name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("wa_otp_mode") == "off":  # lets in who had switched it on, and gets no codes any more
            self.sudo().wa_otp_own = False
        return result

    # --- one's own switch ----------------------------------------------------------------

    @check_identity
    def action_wa_otp_enable(self):
        """Take part in the second factor by WhatsApp of one's own accord."""
        user = self._wa_otp_self()
        if not user.wa_number:
            raise UserError(self.env._("Your account has no WhatsApp number yet: ask your supervisor to enter it."))
        if not user._wa_otp_account():
            raise UserError(self.env._("No connected device can send log-in codes yet."))
        user.wa_otp_own = True
        return notification(self.env._("From now on, logging in takes a code that is sent to your WhatsApp."))

    @check_identity
    def action_wa_otp_disable(self):
        """Stop taking part, where neither the company nor an administrator requires it."""
        user = self._wa_otp_self()
        user.wa_otp_own = False
        if user._wa_otp_required():
            raise UserError(self.env._("Your company requires a second factor."))
        user._revoke_all_devices()
        return notification(self.env._("From now on, logging in takes no code by WhatsApp."))

    def _wa_otp_self(self):
        if self != self.env.user:
            raise UserError(self.env._("Everybody switches this for themselves; for others it is done in their account."))
        return self.sudo()

    # --- Odoo's framework ----------------------------------------------------------------

    def _mfa_type(self):
        if self._wa_otp_required() and not self._wa_otp_by_app():
            return WHATSAPP
        return super()._mfa_type()

    def _mfa_url(self):
        if self._mfa_type() == WHATSAPP:
            return "/web/login/totp"
        return super()._mfa_url()

    def _rpc_api_keys_only(self):
        return self._wa_otp_required() or super()._rpc_api_keys_only()

    def _wa_otp_by_app(self):
        """Whether the authenticator app stands in: chosen in this log-in, or WhatsApp is not possible."""
        if not self.totp_enabled:
            return False
        return bool(request and request.session.get("wa_otp_app")) or not self._wa_otp_account()

    def _check_credentials(self, credential, env):
        if credential["type"] != WHATSAPP:
            return super()._check_credentials(credential, env)
        # Only ever a second factor: whoever has not given the password is told nothing.
        if not request or request.session.get("pre_uid") != self.id:
            raise AccessDenied()
        self._wa_otp_one_at_a_time()
        self._totp_rate_limit("code_check")
        user = self.sudo()
        if not user.wa_number or not login_code.is_valid(user._wa_otp_key(), credential.get("token") or ""):
            _logger.info("Code by WhatsApp: FAIL for %s %r", self, user.login)
            raise AccessDenied(self.env._("This code is wrong or too old. Use the newest one, or ask for another."))
        _logger.info("Code by WhatsApp: SUCCESS for %s %r", self, user.login)
        user.wa_otp_used += 1
        self._totp_rate_limit_purge("code_check")
        self._totp_rate_limit_purge("send_whatsapp")
        return {"uid": self.id, "auth_method": WHATSAPP, "mfa": "default"}

    def _wa_otp_one_at_a_time(self):
        """Make requests of the same moment begin anew, one after the other: each counts those before it."""
        self.env.cr.execute("UPDATE res_users SET wa_otp_used = wa_otp_used WHERE id = %s", [self.id])

    # --- the code ------------------------------------------------------------------------

    def _wa_otp_key(self):
        """What codes are made of: nothing of it is stored, and it changes with each code that was used."""
        self.ensure_one()
        return hmac(self.env(su=True), "innovasia_crm-login-code", (self.id, self.wa_number, self.wa_otp_used)).encode()

    def _wa_otp_code(self):
        """:return: the six digits that are good now; for the message's payload only"""
        return login_code.current(self.sudo()._wa_otp_key())

    def _wa_otp_account(self):
        """:return: the device that can send this person a code now, or an empty one"""
        user = self.sudo()
        if not user.wa_number:
            return self.env["wa.account"]
        accounts = self.env["wa.account"]
        return accounts._for_otp(user.company_id) or accounts._for_otp(user.company_ids)

    def _wa_otp_problem(self):
        """:return: a sentence that says why this person can be sent no code now, or None"""
        if not self.sudo().wa_number:
            return self.env._("Your account has no WhatsApp number: ask your supervisor or administrator to enter it.")
        if not self._wa_otp_account():
            return self.env._(
                "No code can be sent by WhatsApp at the moment: tell your administrator that no device is ready for it."
            )
        return None

    def _wa_otp_send(self):
        """Queue a message with a code to this person's number.

        :return: the wa.message
        :raises UserError: when there is no way to send it
        :raises AccessDenied: too often, or too soon after the last one
        """
        self.ensure_one()
        if problem := self._wa_otp_problem():
            raise UserError(problem)
        user = self.sudo()
        user._wa_otp_one_at_a_time()
        self.env["auth.totp.rate.limit.log"]._allow_sending(user)
        account = self._wa_otp_account().with_user(SUPERUSER_ID)
        identity = account.env["wa.identity"]._for_number(account, user.wa_number, user.partner_id)
        return account.env["wa.message"]._enqueue(account, identity, "template", data={"otp_user": user.id})
