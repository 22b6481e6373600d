import { Component, useEffect } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

const LOOKS = {
    outgoing: { icon: "fa-clock-o", name: _t("Queued") },
    sent: { icon: "fa-check", name: _t("Sent") },
    delivered: { icon: "fa-check", double: true, name: _t("Delivered") },
    read: { icon: "fa-check", double: true, color: "o-wa-read", name: _t("Read") },
    failed: { icon: "fa-exclamation-circle", color: "text-danger", name: _t("Failed") },
    unknown: {
        icon: "fa-question-circle",
        color: "text-warning",
        name: _t("It is not known whether this message was sent."),
    },
    skipped: { icon: "fa-ban", name: _t("Not sent") },
};

/** How far an outgoing message is: queued, sent, delivered, read, or failed and why. */
export class WaTicks extends Component {
    static template = "innovasia_whatsapp.WaTicks";
    static props = ["message"];

    setup() {
        useEffect(
            (reason) => {
                if (reason === null) {
                    this.props.message.waFetchReason();
                }
            },
            () => [this.hasReason ? this.props.message.wa_reason : undefined]
        );
    }

    get hasReason() {
        return ["failed", "unknown"].includes(this.props.message.wa_state);
    }

    get look() {
        return LOOKS[this.props.message.wa_state] ?? LOOKS.outgoing;
    }

    get title() {
        return (this.hasReason && this.props.message.wa_reason) || this.look.name;
    }
}

/** Below a message that failed: why, and a button to try again. */
export class WaFailure extends WaTicks {
    static template = "innovasia_whatsapp.WaFailure";
}
