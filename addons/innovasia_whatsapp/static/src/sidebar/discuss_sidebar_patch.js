import {
    DiscussSidebarCategories,
    DiscussSidebarChannel,
} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import { ConversationListEnd } from "@innovasia_whatsapp/sidebar/conversation_list_end";
import { ConversationPreview, shortTime } from "@innovasia_whatsapp/sidebar/conversation_preview";
import { ConversationSearch } from "@innovasia_whatsapp/sidebar/conversation_search";

import { patch } from "@web/core/utils/patch";

Object.assign(DiscussSidebarCategories.components, { ConversationListEnd, ConversationSearch });
Object.assign(DiscussSidebarChannel.components, { ConversationPreview });

patch(DiscussSidebarCategories.prototype, {
    /** While somebody searches, the list shows what was found. */
    filteredThreads(threads) {
        const shown = super.filteredThreads(...arguments);
        return this.store.discuss.waIsSearching
            ? shown.filter((thread) => !thread.isWhatsapp || thread.waMatches)
            : shown;
    },
});

patch(DiscussSidebarChannel.prototype, {
    get waTime() {
        return shortTime(this.thread.newestPersistentOfAllMessage?.datetime);
    },
    get attClass() {
        return {
            ...super.attClass,
            "o-wa-SidebarConversation": this.thread.isWhatsapp,
            ...(this.thread.waIsUnseen ? { "o-unread": true } : {}),
        };
    },
    get itemNameAttClass() {
        if (!this.thread.isWhatsapp) {
            return super.itemNameAttClass;
        }
        return { "o-unread fw-bolder": this.thread.isUnread };
    },
});
