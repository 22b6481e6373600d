import { DiscussClientAction } from "@mail/core/public_web/discuss_client_action";

import { patch } from "@web/core/utils/patch";

patch(DiscussClientAction.prototype, {
    /** The menu of conversations opens on the first one. */
    async restoreDiscussThread(props) {
        const { active_id, wa_conversations } = props.action?.context ?? {};
        if (!wa_conversations || active_id || props.action.params?.active_id) {
            return super.restoreDiscussThread(...arguments);
        }
        const { discuss, channels } = this.store;
        const { "innovasia_whatsapp.conversations": conversations, ui } = this.env.services;
        discuss.waListedCategories.forEach((category) => (category.hidden = false));
        if (ui.isSmall) {
            discuss.activeTab = "whatsapp";
        }
        const { thread: before } = discuss;
        await Promise.all([channels.fetch(), conversations.load()]);
        const isChosen = discuss.thread?.isWhatsapp || discuss.thread?.notEq(before);
        if (!isChosen && !ui.isSmall) {
            discuss.thread = undefined;
            conversations.listed[0]?.setAsDiscussThread(false);
        }
        discuss.hasRestoredThread = true;
    },
});
