import { Component, useEffect, useState } from "@odoo/owl";

import { PanelLabels } from "@innovasia_crm/panel/panel_labels";
import { PanelNotes, longDate, shortDate } from "@innovasia_crm/panel/panel_notes";

import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";

/** Beside a conversation: whose it is, what to do with it, and what is known of the customer. */
export class ConversationCare extends Component {
    static template = "innovasia_crm.ConversationCare";
    static components = { PanelLabels, PanelNotes };
    static props = ["thread"];

    setup() {
        this.store = useService("mail.store");
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        Object.assign(this, { longDate, shortDate });
        this.state = useState({ panel: undefined, threadId: undefined });
        useEffect(
            () => {
                this.load(this.thread);
            },
            () => {
                const { id, newestPersistentMessage: newest, wa_partner_id: partner } = this.thread;
                const noteId = newest?.isNote ? newest.id : undefined;
                return [
                    id,
                    this.thread.wa_state,
                    this.thread.wa_agent_id?.id,
                    partner?.name,
                    noteId,
                ];
            }
        );
    }

    /** @returns {import("models").Thread} */
    get thread() {
        return this.props.thread;
    }

    /** What the server told of this customer; undefined until it did. */
    get panel() {
        return this.state.threadId === this.thread.id ? this.state.panel : undefined;
    }

    async load(thread) {
        try {
            const request = this.orm.silent.call("discuss.channel", "wa_panel", [[thread.id]]);
            const panel = await this.keepLast.add(request);
            Object.assign(this.state, { panel, threadId: thread.id });
        } catch (error) {
            // it may have gone to a colleague in between: then the screen says so
            await thread.waConversations.refresh([thread.id]);
            if (!thread.waGoneText) {
                throw error;
            }
        }
    }
}
