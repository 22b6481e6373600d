import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** In place of a conversation that one does not see any more: why, and what one was writing. */
export class ConversationGone extends Component {
    static template = "innovasia_whatsapp.ConversationGone";
    static props = ["thread"];

    setup() {
        this.notification = useService("notification");
    }

    get draft() {
        return this.props.thread.composer.composerText.trim();
    }

    async copy() {
        await browser.navigator.clipboard.writeText(this.draft);
        this.notification.add(_t("Copied"), { type: "success" });
    }
}
