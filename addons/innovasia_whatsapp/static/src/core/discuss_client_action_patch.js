import { DiscussClientAction } from "@mail/core/public_web/discuss_client_action";

import { patch } from "@web/core/utils/patch";

patch(DiscussClientAction.prototype, {
    /** The menu of conversations opens on the newest one. */
    async restoreDiscussThread(props) {
        const { active_id, wa_conversations } = props.action?.context ?? {};
        if (!wa_conversations || active_id || props.action.params?.active_id) {
            return super.restoreDiscussThread(...arguments);
        }
        const { discuss, channels } = this.store;
        await channels.fetch();
        const conversations = this.env.services["innovasia_whatsapp.conversations"];
        if (discuss.whatsapp) {
            discuss.whatsapp.hidden = false;
            discuss.whatsapp.open = true;
        }
        await conversations.reload();
        if (!discuss.thread?.isWhatsapp && !this.env.services.ui.isSmall) {
            const [newest] = conversations.listed;
            if (newest) {
                newest.setAsDiscussThread(false);
            } else {
                discuss.thread = undefined;
            }
        }
        if (this.env.services.ui.isSmall) {
            discuss.activeTab = "whatsapp";
        }
        discuss.hasRestoredThread = true;
    },
});
