import { Component, useState } from "@odoo/owl";

import { prettifyMessageText } from "@mail/utils/common/format";

import { shortTime } from "@innovasia_whatsapp/sidebar/conversation_preview";

import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";

/** @param {string} date of the server (UTC) */
export function shortDate(date) {
    return shortTime(deserializeDateTime(date));
}

/** @param {string} date of the server (UTC) */
export function longDate(date) {
    return formatDateTime(deserializeDateTime(date));
}

/** What colleagues wrote down about this customer; the customer never reads it. */
export class PanelNotes extends Component {
    static template = "innovasia_crm.PanelNotes";
    static props = ["notes", "thread"];

    setup() {
        this.state = useState({ isBusy: false, text: "" });
        Object.assign(this, { longDate, shortDate });
    }

    async add() {
        const text = this.state.text.trim();
        if (!text || this.state.isBusy) {
            return;
        }
        const { thread } = this.props;
        Object.assign(this.state, { isBusy: true, text: "" });
        try {
            if (!(await thread.post(prettifyMessageText(text), { isNote: true }))) {
                this.giveBack(text);
            }
        } catch (error) {
            this.giveBack(text);
            throw error;
        } finally {
            this.state.isBusy = false;
        }
    }

    /** Before what was typed meanwhile. */
    giveBack(text) {
        this.state.text = [text, this.state.text].filter(Boolean).join("\n");
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            this.add();
        }
    }
}
