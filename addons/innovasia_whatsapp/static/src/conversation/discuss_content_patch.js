import { ChatWindow } from "@mail/core/common/chat_window";
import { DiscussContent } from "@mail/core/public_web/discuss_content";

import { ConversationHeader } from "@innovasia_whatsapp/conversation/conversation_header";

import { patch } from "@web/core/utils/patch";

Object.assign(ChatWindow.components, { ConversationHeader });
Object.assign(DiscussContent.components, { ConversationHeader });

patch(DiscussContent.prototype, {
    get showThreadAvatar() {
        return this.thread.isWhatsapp || super.showThreadAvatar;
    },
    actionPanelAutoOpenFn() {
        const info = this.threadActions.actions.find(({ id }) => id === "wa-info");
        if (info && this.store.discuss.waIsInfoPanelOpen) {
            info.open();
        } else {
            super.actionPanelAutoOpenFn();
        }
    },
});
