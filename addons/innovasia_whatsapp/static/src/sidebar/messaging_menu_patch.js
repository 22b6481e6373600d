import { MessagingMenu } from "@mail/core/public_web/messaging_menu";

import { ConversationListEnd } from "@innovasia_whatsapp/sidebar/conversation_list_end";
import { ConversationSearch } from "@innovasia_whatsapp/sidebar/conversation_search";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

Object.assign(MessagingMenu.components, { ConversationListEnd, ConversationSearch });

patch(MessagingMenu.prototype, {
    get _tabs() {
        const tabs = super._tabs;
        if (this.store.has_access_whatsapp) {
            const { waCategories } = this.store.discuss;
            tabs.push({
                counter: waCategories.flatMap((category) =>
                    category.threads.filter((thread) => thread.displayInSidebar && thread.isUnread)
                ).length,
                icon: "fa fa-whatsapp",
                id: "whatsapp",
                label: _t("WhatsApp"),
                sequence: 15,
            });
        }
        return tabs;
    },
    get isWhatsappTab() {
        return this.store.discuss.activeTab === "whatsapp" && this.store.has_access_whatsapp;
    },
    /** The section that is shown: a phone has room for one. */
    get waCategory() {
        const { waListedCategories, waMenuCategory } = this.store.discuss;
        return waMenuCategory ?? waListedCategories[0];
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
        const { waCategories, waIsSearching } = this.store.discuss;
        const categories = waIsSearching ? waCategories : [this.waCategory];
        return categories.flatMap((category) =>
            category.threads.filter(
                (thread) => thread.displayInSidebar && (!waIsSearching || thread.waMatches)
            )
        );
    },
});
