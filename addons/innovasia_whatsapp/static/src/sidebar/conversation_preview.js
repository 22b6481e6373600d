import { Component } from "@odoo/owl";

import { WaTicks } from "@innovasia_whatsapp/conversation/wa_ticks";

const { DateTime } = luxon;

/** The last message of a conversation in one line, and when it was. */
export class ConversationPreview extends Component {
    static template = "innovasia_whatsapp.ConversationPreview";
    static components = { WaTicks };
    static props = ["thread"];

    get message() {
        return this.props.thread.newestPersistentOfAllMessage;
    }

    get isUnread() {
        return this.props.thread.isUnread;
    }
}

/**
 * @param {luxon.DateTime} [datetime]
 * @returns {string} the time of today, the weekday of this week, else the day
 */
export function shortTime(datetime) {
    if (!datetime) {
        return "";
    }
    const days = DateTime.now().startOf("day").diff(datetime.startOf("day"), "days").days;
    if (days < 1) {
        return datetime.toLocaleString(DateTime.TIME_SIMPLE);
    }
    if (days < 7) {
        return datetime.toLocaleString({ weekday: "short" });
    }
    return datetime.toLocaleString({ day: "numeric", month: "short" });
}
