import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

const SOON = 2 * 3600;

/** How long free-form answers are still possible. */
export class WindowBadge extends Component {
    static template = "innovasia_whatsapp.WindowBadge";
    static props = ["thread"];

    get seconds() {
        return this.props.thread.waWindowSeconds;
    }

    get text() {
        if (!this.seconds) {
            return this.props.thread.wa_window_expires_at ? _t("Closed") : _t("Not open yet");
        }
        const minutes = Math.max(1, Math.floor(this.seconds / 60));
        const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
        return hours
            ? _t("%(hours)s h %(minutes)s m left", { hours, minutes: rest })
            : _t("%(minutes)s m left", { minutes: rest });
    }

    get title() {
        return (
            this.props.thread.waClosedText ||
            _t("You can answer freely until 24 hours after the customer's last message.")
        );
    }

    get attClass() {
        return {
            "text-bg-danger": !this.seconds,
            "text-bg-warning": this.seconds && this.seconds < SOON,
            "o-wa-open": this.seconds >= SOON,
        };
    }
}
