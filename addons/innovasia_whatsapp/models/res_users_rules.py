from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _wa_conversation_domain(self, company_ids):
        """Which WhatsApp conversations this user sees: the one place that says it.

        Every record rule about conversations, their messages, members and identities asks here
        (``security/rules.xml``), so an addon that routes conversations overrides this method.
        Rules are cached per user: the answer may depend on the user's groups, not on the time.

        :param list company_ids: the companies that are active in the request
        :return: Domain on ``discuss.channel``
        """
        return Domain([("channel_type", "=", "whatsapp"), ("wa_account_id.company_id", "in", company_ids)])
