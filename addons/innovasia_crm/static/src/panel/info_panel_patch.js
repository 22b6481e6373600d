import { InfoPanel } from "@innovasia_whatsapp/conversation/info_panel";

import { ConversationCare } from "@innovasia_crm/panel/conversation_care";

import { patch } from "@web/core/utils/patch";

Object.assign(InfoPanel.components, { ConversationCare });

patch(InfoPanel.prototype, {
    /** The small form of the contact book, on top of the conversation. */
    async openContact() {
        const { action, orm } = this.env.services;
        const form = await orm.call("discuss.channel", "action_wa_contact", [[this.thread.id]]);
        const onClose = () => this.thread.waConversations.refresh([this.thread.id]);
        await action.doAction(form, { onClose });
    },
});
