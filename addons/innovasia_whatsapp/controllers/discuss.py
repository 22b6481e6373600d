from odoo.http import request

from odoo.addons.mail.controllers.webclient import WebclientController
from odoo.addons.mail.tools.discuss import Store

from ..models.discuss_channel_store import is_whatsapp


class WebClient(WebclientController):
    """Let Discuss fetch the conversations of its sidebar."""

    @classmethod
    def _process_request_loop(cls, store: Store, fetch_params):
        result = super()._process_request_loop(store, fetch_params)
        context = request.env.context
        conversations = context["channels"].filtered(is_whatsapp)
        if conversations and context["add_channels_last_message"]:
            conversations._wa_add_previews(store)
        return result

    @classmethod
    def _process_request_for_internal_user(cls, store: Store, name, params):
        result = super()._process_request_for_internal_user(store, name, params)
        if name == "/innovasia_whatsapp/conversations" and request.env.user.has_group("innovasia_whatsapp.group_user"):
            cls._add_wa_conversations(store, **(params or {}))
        return result

    @classmethod
    def _add_wa_conversations(cls, store: Store, sections=(), known_ids=(), term="", ids=()):
        """Add conversations to what the screen gets.

        :param sections: of which it wants a page; True for all
        :param known_ids: conversations of the section that it lists already
        :param term: what it searches for
        :param ids: conversations that it shows or has heard of
        """
        inbox = request.env["discuss.channel"]
        pages = {}
        found = inbox
        for section in inbox._wa_inbox_sections():
            if sections is not True and section not in sections:
                continue
            page, rest = inbox._wa_inbox_page(section, known_ids)
            pages[section] = {"ids": page.ids, "rest": rest}
            found |= page
        if term.strip():
            found |= inbox._wa_inbox_search(term)
        seen = inbox._wa_inbox_filter(ids) if ids else inbox
        request.update_context(
            channels=request.env.context["channels"] | found | seen,
            add_channels_last_message=True,
        )
        store.resolve_data_request(
            channels=Store.Many(found | seen, []),
            wa_sections=pages,
            wa_gone=inbox._wa_gone_reasons(list(set(ids) - set(seen.ids))),
        )
