from odoo import models

from odoo.addons.mail.tools.discuss import Store

from ..tools.store_shared import SharedOne

#: The state of a message that went out in several parts is that of the part least far.
LEAST_FAR_FIRST = (
    "failed",
    "unknown",
    "skipped",
    "outgoing",
    "sending",
    "sent",
    "delivered",
    "read",
    "received",
)


class MailMessage(models.Model):
    """What Discuss shows of a message's way over WhatsApp: its ticks."""

    _inherit = "mail.message"

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), *self._wa_tick_fields()]

    def _wa_preview_fields(self):
        """:return: what a list shows of a message in one line, and a notification of who wrote it"""
        # sudo: they belong to the message, which the caller reads
        return [
            Store.Many("attachment_ids", sort="id", sudo=True),
            SharedOne("author_id", ["avatar_128", "name"], sudo=True),
            "body",
            "date",
            "message_type",
            SharedOne("subtype_id", ["description"], sudo=True),
            Store.One("thread", [], as_thread=True),
            *self._wa_tick_fields(),
        ]

    def _wa_tick_fields(self):
        messages = self.filtered(lambda m: m.message_type == "whatsapp_message")
        if not messages:
            return []
        parts = messages._wa_least_far()

        def is_known(message):
            return message.id in parts

        return [
            Store.Attr("wa_state", lambda m: parts[m.id].state, predicate=is_known),
            Store.Attr("wa_reason", lambda m: parts[m.id]._wa_explained(), predicate=is_known),
        ]

    def _wa_least_far(self):
        """:return: {message id: the wa.message that is least far}"""
        # sudo: the state belongs to the message, which the caller reads
        parts = self.sudo().wa_message_ids.filtered(lambda part: part.kind != "reaction")
        furthest_first = parts.sorted(lambda m: LEAST_FAR_FIRST.index(m.state), reverse=True)
        return {part.mail_message_id.id: part for part in furthest_first}

    def wa_retry(self):
        """Send again what failed of these messages.

        :return: list of their ticks, as for the bus
        """
        self.check_access("read")
        failed = self.env["wa.message"].search([("mail_message_id", "in", self.ids), ("state", "=", "failed")])
        failed.action_retry()
        return [{"id": id_, "wa_state": part.state} for id_, part in self._wa_least_far().items()]

    def wa_explain(self):
        """:return: {message id: why it failed, in the user's language}"""
        self.check_access("read")
        return {id_: part._wa_explained() for id_, part in self._wa_least_far().items()}


class WaMessage(models.Model):
    _inherit = "wa.message"

    def _wa_explained(self):
        """:return: what happened and what to do, in the language of the environment; or False"""
        self.ensure_one()
        if self.state not in ("failed", "unknown"):
            return False
        return self._explanation(self.env.lang)
