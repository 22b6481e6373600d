import { Component, useState } from "@odoo/owl";

import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

/** Finds conversations by name or number. */
export class ConversationSearch extends Component {
    static template = "innovasia_whatsapp.ConversationSearch";
    static props = {};

    setup() {
        this.conversations = useState(useService("innovasia_whatsapp.conversations"));
        this.search = useDebounced((term) => this.conversations.search(term), 250);
    }

    onInput(ev) {
        this.conversations.term = ev.target.value;
        this.search(ev.target.value);
    }

    onKeydown(ev) {
        if (ev.key === "Escape" && this.conversations.term) {
            ev.stopPropagation();
            this.clear();
        }
    }

    clear() {
        this.search.cancel();
        this.conversations.search("");
    }
}
