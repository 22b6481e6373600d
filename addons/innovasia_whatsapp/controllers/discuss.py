from odoo.http import request

from odoo.addons.mail.controllers.webclient import WebclientController
from odoo.addons.mail.tools.discuss import Store


class WebClient(WebclientController):
    """Let Discuss fetch the conversations of its sidebar."""

    @classmethod
    def _process_request_for_internal_user(cls, store: Store, name, params):
        super()._process_request_for_internal_user(store, name, params)
        if name != "/innovasia_whatsapp/conversations":
            return
        if not request.env.user.has_group("innovasia_whatsapp.group_user"):
            return
        params = params or {}
        conversations = request.env["discuss.channel"]
        has_more = False
        if "ids" in params:
            conversations = conversations._wa_inbox_filter(params["ids"])
        else:
            conversations, has_more = conversations._wa_inbox_page(
                term=params.get("term", ""),
                before=params.get("before"),
                known_ids=params.get("known_ids", ()),
            )
        request.update_context(
            channels=request.env.context["channels"] | conversations,
            add_channels_last_message=True,
        )
        store.resolve_data_request(channels=Store.Many(conversations, []), wa_has_more=has_more)
