import { Component, useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

/** Finds conversations by name or number, in all sections at once. */
export class ConversationSearch extends Component {
    static template = "innovasia_whatsapp.ConversationSearch";
    static props = {};

    setup() {
        this.store = useService("mail.store");
        this.conversations = useState(useService("innovasia_whatsapp.conversations"));
        this.search = useDebounced((term) => this.conversations.search(term), 250);
    }

    get discuss() {
        return this.store.discuss;
    }

    get hasNoResult() {
        return (
            this.discuss.waIsSearching &&
            !this.conversations.isSearching &&
            !this.discuss.waCategories.some((category) => category.isVisible)
        );
    }

    onInput(ev) {
        this.discuss.waTerm = ev.target.value;
        this.conversations.isSearching = true;
        this.search(ev.target.value);
    }

    onKeydown(ev) {
        if (ev.key === "Escape" && this.discuss.waTerm) {
            ev.stopPropagation();
            this.clear();
        }
    }

    clear() {
        this.search.cancel();
        this.conversations.search("");
    }
}
