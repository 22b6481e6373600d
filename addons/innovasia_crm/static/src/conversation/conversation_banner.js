import { Composer } from "@mail/core/common/composer";

import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

/** Above the composer: what a reply does now, or who is to give it. */
export class ConversationBanner extends Component {
    static template = "innovasia_crm.ConversationBanner";
    static props = { hasClosed: Boolean, thread: Object };

    /** @returns {import("models").Thread} */
    get thread() {
        return this.props.thread;
    }

    get text() {
        if (this.thread.wa_state === "archived") {
            return _t("This conversation is archived. It comes back when the customer writes.");
        }
        if (this.thread.waIsOfColleague) {
            return _t(
                "%s serves this customer: you are looking on.",
                this.thread.wa_agent_id?.name
            );
        }
        if (this.thread.wa_state === "new" && !this.props.hasClosed) {
            return _t("Nobody serves this customer yet. Your reply takes the conversation.");
        }
        if (this.thread.wa_state === "inactive" && !this.props.hasClosed) {
            return _t("The session is over: anybody of you can serve this customer again.");
        }
        return "";
    }

    get icon() {
        return {
            archived: "fa-archive",
            assigned: "fa-user",
            inactive: "fa-moon-o",
            new: "fa-hand-paper-o",
        }[this.thread.wa_state];
    }
}
Composer.components.ConversationBanner = ConversationBanner;
