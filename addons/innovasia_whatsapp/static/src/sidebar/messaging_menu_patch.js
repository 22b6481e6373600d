import { MessagingMenu } from "@mail/core/public_web/messaging_menu";

import { ConversationListEnd } from "@innovasia_whatsapp/sidebar/conversation_list_end";
import { ConversationSearch } from "@innovasia_whatsapp/sidebar/conversation_search";

import { useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";

Object.assign(MessagingMenu.components, { ConversationListEnd, ConversationSearch });

patch(MessagingMenu.prototype, {
    setup() {
        super.setup(...arguments);
        this.conversations = useState(useService("innovasia_whatsapp.conversations"));
    },
    get _tabs() {
        const tabs = super._tabs;
        const category = this.store.discuss.whatsapp;
        if (category) {
            tabs.push({
                counter: category.threads.filter(
                    (thread) => thread.displayInSidebar && thread.isUnread
                ).length,
                icon: "fa fa-whatsapp",
                id: "whatsapp",
                label: category.name,
                sequence: 15,
            });
        }
        return tabs;
    },
    get isWhatsappTab() {
        return this.store.discuss.activeTab === "whatsapp" && this.store.has_access_whatsapp;
    },
    /** The list itself says why it is empty. */
    get hasPreviews() {
        return this.isWhatsappTab || super.hasPreviews;
    },
    /** Its tab lists the same conversations as the sidebar, of which one need not be a member. */
    get threads() {
        if (!this.isWhatsappTab) {
            return super.threads;
        }
        return this.store.discuss.whatsapp.threads.filter(
            (thread) => thread.displayInSidebar && this.conversations.matches(thread)
        );
    },
});
