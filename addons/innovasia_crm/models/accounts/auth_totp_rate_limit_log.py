from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessDenied
from odoo.http import request

#: Seconds between two codes, and how many there are in an hour: each costs the company money.
COOL_DOWN, MOST, HOUR = 60, 5, 3600


class AuthTotpRateLimitLog(models.TransientModel):
    _inherit = "auth.totp.rate.limit.log"  # pylint: disable=no-wizard-in-models

    limit_type = fields.Selection(selection_add=[("send_whatsapp", "Send WhatsApp")])

    @api.model
    def _allow_sending(self, user):
        """Count one code that is sent to this person.

        :raises AccessDenied: with how long to wait
        """
        if wait := self._seconds_to_wait(user):
            if wait <= COOL_DOWN:
                raise AccessDenied(self.env._("A code was just sent. Ask for another one in %s seconds.", wait))
            raise AccessDenied(self.env._("Too many codes were asked for. Try again in %s minutes.", -(-wait // 60)))
        ip = request.httprequest.environ["REMOTE_ADDR"] if request else "n/a"
        self.sudo().create({"user_id": user.id, "limit_type": "send_whatsapp", "ip": ip})

    @api.model
    def _seconds_to_wait(self, user):
        """:return: seconds until the next code may be sent, 0 when it may at once"""
        now = fields.Datetime.now()
        sent = self.sudo().search(
            [
                ("user_id", "=", user.id),
                ("limit_type", "=", "send_whatsapp"),
                ("create_date", ">", now - timedelta(seconds=HOUR)),
            ],
            order="create_date desc",
            limit=MOST,
        )
        ages = [max(0, (now - log.create_date).total_seconds()) for log in sent]
        waits = [COOL_DOWN - ages[0]] if ages else []
        if len(ages) == MOST:
            waits.append(HOUR - ages[-1])
        return max(0, round(max(waits, default=0)))
