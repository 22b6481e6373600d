import { Component } from "@odoo/owl";

import { formatSeconds } from "@innovasia_crm/monitoring/durations";

import { formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const WARNING = 5 * 60;
const DANGER = 30 * 60;

/** For how long a customer has been waiting for an answer; coloured when it is long. */
export class WaitingTime extends Component {
    static template = "innovasia_crm.WaitingTime";
    static props = ["thread"];

    get seconds() {
        return this.props.thread.waWaitingSeconds;
    }

    get text() {
        return this.seconds < 60 ? _t("now") : formatSeconds(this.seconds - (this.seconds % 60));
    }

    get title() {
        return _t(
            "Waiting for an answer since %s",
            formatDateTime(this.props.thread.wa_waiting_since)
        );
    }

    get attClass() {
        return {
            "text-bg-danger": this.seconds >= DANGER,
            "text-bg-warning": this.seconds >= WARNING && this.seconds < DANGER,
            "o-wa-WaitingTime-short": this.seconds < WARNING,
        };
    }
}
