import { Component, useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";

/** What stands below the listed conversations: more of them, or why there are none. */
export class ConversationListEnd extends Component {
    static template = "innovasia_whatsapp.ConversationListEnd";
    static props = { count: Number };

    setup() {
        this.conversations = useState(useService("innovasia_whatsapp.conversations"));
    }

    get isLoading() {
        return this.conversations.status !== "ready";
    }

    get canLoadMore() {
        return this.conversations.hasMore && !this.conversations.term.trim();
    }
}
