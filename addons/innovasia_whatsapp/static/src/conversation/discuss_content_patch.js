import { ChatWindow } from "@mail/core/common/chat_window";
import { DiscussContent } from "@mail/core/public_web/discuss_content";

import { ConversationGone } from "@innovasia_whatsapp/conversation/conversation_gone";
import { ConversationHeader } from "@innovasia_whatsapp/conversation/conversation_header";

import { patch } from "@web/core/utils/patch";

Object.assign(ChatWindow.components, { ConversationGone, ConversationHeader });
Object.assign(DiscussContent.components, { ConversationGone, ConversationHeader });

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
