import { Component, useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";

/** What stands below the conversations of a section: more of them, or why there are none. */
export class ConversationListEnd extends Component {
    static template = "innovasia_whatsapp.ConversationListEnd";
    static props = ["category"];

    setup() {
        this.store = useService("mail.store");
        this.conversations = useState(useService("innovasia_whatsapp.conversations"));
    }

    /** @returns {import("models").DiscussAppCategory} */
    get category() {
        return this.props.category;
    }

    get isEmpty() {
        return !this.category.threads.some((thread) => thread.displayInSidebar);
    }

    get isLoading() {
        return this.conversations.status !== "ready" || this.category.waIsFetching;
    }
}
