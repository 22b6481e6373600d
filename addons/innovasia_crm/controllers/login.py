import time

from odoo import http
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request

from odoo.addons.auth_totp.controllers import home

from ..models.accounts.auth_totp_rate_limit_log import COOL_DOWN
from ..models.accounts.res_users_otp import WHATSAPP
from ..tools.login_code import STEP

#: Seconds after which a code that is not sent yet counts as late.
LATE = 30


class Home(home.Home):
    @http.route()
    def web_totp(self, redirect=None, **kwargs):
        """Odoo's page of the second factor, for a code by WhatsApp as well."""
        session = request.session
        user = request.env["res.users"].browse(session.get("pre_uid"))
        if user and not user.sudo().active:  # closed between the password and the code
            session.logout(keep_db=True)
            return request.redirect("/web/login")
        if user:
            # A person's page, though nobody is logged in yet.
            request.update_context(lang=user.sudo().lang)
            if request.httprequest.method == "POST" and kwargs.get("wa_code") in ("app", "whatsapp"):
                session["wa_otp_app"] = kwargs["wa_code"] == "app"
        response = super().web_totp(redirect=redirect, **kwargs)
        if session.uid:
            session.pop("wa_otp", None)
            session.pop("wa_otp_app", None)
        if response.status_code != 200 or not user or session.uid:
            return response
        user = user.with_env(request.env)
        if user._mfa_type() != WHATSAPP:
            response.qcontext["wa_code_possible"] = user._wa_otp_required() and bool(user._wa_otp_account())
            return response
        answer = request.render("innovasia_crm.login_code", {**response.qcontext, **self._wa_code_page(user, kwargs)})
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @http.route("/web/login/totp/whatsapp", type="jsonrpc", auth="public")
    def wa_code_state(self):
        """How far the code is that was last asked for in this log-in.

        :return: {"state": "sending", "sent", "delivered" or "failed", "text"}
        """
        user = request.env["res.users"].browse(request.session.get("pre_uid"))
        if not user:
            return {"state": "over", "text": ""}
        request.update_context(lang=user.sudo().lang)
        state = self._wa_code_state(user)
        return {"state": state, "text": self._wa_code_text(state)}

    def _wa_code_page(self, user, kwargs):
        """Send a code where one is due.

        :return: what the page shows
        """
        error, problem = None, user._wa_otp_problem()
        if self._wa_code_is_due(user, kwargs):
            try:
                self._wa_code_send(user)
            except (AccessDenied, UserError) as refusal:
                error = str(refusal)
        wait = request.env["auth.totp.rate.limit.log"]._seconds_to_wait(user)
        state = self._wa_code_state(user)
        if state == "none" and 0 < wait <= COOL_DOWN:
            state = "earlier"
        values = {
            "number": "•••• " + (user.sudo().wa_number or "")[-4:],
            "has_app": user.totp_enabled,
            "problem": None if self._wa_code_asked(user) else problem,
            "state": state,
            "state_text": self._wa_code_text(state),
            "wait": wait,
        }
        return {**values, "error": error} if error else values

    def _wa_code_is_due(self, user, kwargs):
        """Whether to send a code: when asked to; by itself unless one was sent a moment ago."""
        if request.httprequest.method == "POST":
            return kwargs.get("wa_code") in ("again", "whatsapp")
        wait = request.env["auth.totp.rate.limit.log"]._seconds_to_wait(user)
        return not self._wa_code_asked(user) and not 0 < wait <= COOL_DOWN

    def _wa_code_send(self, user):
        message = user._wa_otp_send()
        request.session["wa_otp"] = {"user": user.id, "message": message.id, "at": time.time()}

    def _wa_code_asked(self, user):
        """:return: the code that was asked for in this log-in, unless it is too old to be entered"""
        asked = request.session.get("wa_otp") or {}
        return asked if asked.get("user") == user.id and time.time() - asked["at"] < STEP else {}

    def _wa_code_state(self, user):
        asked = self._wa_code_asked(user)
        message = request.env["wa.message"].sudo().browse(asked.get("message")).exists()
        if not message:
            return "none"
        if message.state in ("failed", "skipped"):
            return "failed"
        if message.state in ("outgoing", "sending"):
            return "late" if time.time() - asked["at"] > LATE else "sending"
        return "delivered" if message.state in ("delivered", "read") else "sent"

    def _wa_code_text(self, state):
        env = request.env
        return {
            "sending": env._("Sending the code…"),
            "late": env._("Sending takes longer than usual. You can wait, or ask for another code."),
            "earlier": env._("A code was asked for a moment ago: use that one."),
            "sent": env._("The code is sent."),
            "delivered": env._("The code has arrived on your phone."),
            "failed": env._("The code could not be sent to your WhatsApp. Try again, or ask your administrator for help."),
        }.get(state, "")
