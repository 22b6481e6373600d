from odoo import models

from odoo.addons.innovasia_whatsapp.models.discuss_channel_store import is_whatsapp
from odoo.addons.innovasia_whatsapp.tools.store_shared import SharedOne
from odoo.addons.mail.tools.discuss import Store


class DiscussChannel(models.Model):
    """What Discuss knows of whose a conversation is."""

    _inherit = "discuss.channel"

    def _to_store_defaults(self, target: Store.Target):
        fields = super()._to_store_defaults(target)
        if not target.is_internal(self.env):
            return fields
        labels = Store.Many("wa_label_ids", ["name", "color"], predicate=is_whatsapp, sudo=True)
        return [*fields, *self._wa_routing_fields(), labels]

    def _wa_routing_fields(self):
        names = super()._wa_routing_fields()
        # sudo: whoever gets the store reads the conversation, and knows the colleague who serves it
        agent = SharedOne(
            "wa_agent_id",
            [Store.One("partner_id", ["avatar_128", "name"])],
            predicate=is_whatsapp,
            sudo=True,
        )
        return [*(Store.Attr(name, predicate=is_whatsapp) for name in names), agent]

    def _wa_announced_fields(self):
        return [*super()._wa_announced_fields(), *self._wa_routing_fields()]
