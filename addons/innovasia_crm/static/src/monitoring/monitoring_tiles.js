import { Component } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { formatSeconds } from "./durations";
import { formatNumber } from "./numbers";

/** The numbers that one looks at first. */
export class MonitoringTiles extends Component {
    static template = "innovasia_crm.MonitoringTiles";
    static props = {
        totals: Object,
        now: Object,
        days: String,
        onlineOnly: Boolean,
        onToggleOnline: Function,
        onSelect: Function,
    };

    get present() {
        const { totals } = this.props;
        return [
            {
                name: "waiting",
                label: _t("Waiting now"),
                value: formatNumber(totals.waiting),
                detail: totals.waiting_since && _t("longest: %s", this.longest),
                help: _t(
                    "Customers who wrote something that no person has answered, while their session is running. Automatic messages answer nobody."
                ),
                tone: totals.waiting ? "o-crm-waits" : "",
            },
            {
                name: "open",
                label: _t("Open now"),
                value: formatNumber(totals.open),
                detail: _t("in a running session"),
                help: _t(
                    "Conversations whose session is running, served by somebody or not. A session ends 24 hours after the customer's last message, 72 hours after one that came from an ad."
                ),
            },
            {
                name: "online",
                label: _t("CS online"),
                value: formatNumber(totals.online),
                detail: _t("of %s", formatNumber(totals.serving)),
                help: _t("Who has Odoo open right now, also those who are idle or busy."),
            },
        ];
    }

    get past() {
        const { totals } = this.props;
        return [
            {
                name: "answered",
                label: _t("First response"),
                value:
                    totals.response_median === false ? "–" : formatSeconds(totals.response_median),
                detail:
                    totals.response_p90 === false
                        ? _t("nothing answered yet")
                        : _t("90 %%: %s", formatSeconds(totals.response_p90)),
                help: _t(
                    "From the customer's first message of a session to the first answer of a person: half of the customers waited no longer than this. Counted when the answer is given; automatic messages never count."
                ),
                idle: !totals.answered,
            },
            {
                name: "begun",
                label: _t("New sessions"),
                value: formatNumber(totals.begun),
                detail: _t("answered: %s", formatNumber(totals.answered)),
                help: _t(
                    "Sessions that customers began in the period. Those answered are counted when the first answer was given, also when the session had begun before."
                ),
                idle: !totals.begun,
            },
            {
                name: "replies",
                label: _t("Replies"),
                value: formatNumber(totals.replies),
                detail: _t("written by people"),
                help: _t(
                    "Messages that people wrote to customers in the period. Automatic messages and reactions do not count."
                ),
                idle: !totals.replies,
            },
            {
                name: "unanswered",
                label: _t("Ended unanswered"),
                value: formatNumber(totals.unanswered),
                detail: _t("nobody ever answered"),
                help: _t(
                    "Sessions that ended in the period, by the clock or because somebody archived them, and that no person had answered. A customer's closing thanks needs no answer and does not count."
                ),
                tone: totals.unanswered ? "o-crm-bad" : "",
                idle: !totals.unanswered,
            },
        ];
    }

    get groups() {
        return [
            { id: "now", label: _t("Now"), tiles: this.present },
            { id: "period", label: this.props.days, tiles: this.past },
        ];
    }

    get longest() {
        const since = deserializeDateTime(this.props.totals.waiting_since);
        return formatSeconds(this.props.now.diff(since, "seconds").seconds);
    }

    select(tile) {
        if (tile.name === "online") {
            this.props.onToggleOnline();
        } else {
            this.props.onSelect(tile.name);
        }
    }
}
