import { Component } from "@odoo/owl";

import { formatSeconds } from "@innovasia_crm/monitoring/durations";
import { formatNumber } from "@innovasia_crm/monitoring/numbers";

import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

/** @param {number|false} minutes @returns {string} as a person says it */
export function spell(minutes) {
    return minutes === false ? "–" : formatSeconds(minutes * 60);
}

/** The numbers that one looks at first. */
export class DashboardTiles extends Component {
    static template = "innovasia_transfer.DashboardTiles";
    static props = { matched: Object, now: Object, money: Function, onSelect: Function };

    get groups() {
        return [
            { id: "now", label: _t("Now"), tiles: this.present },
            { id: "period", label: _t("Of the period"), tiles: this.past },
        ];
    }

    get present() {
        const { money, now } = this.props;
        return [
            {
                name: "unmatched",
                label: _t("Unmatched"),
                value: formatNumber(now.unmatched),
                detail: now.unmatched_since
                    ? _t("%(sum)s, since %(day)s", {
                          sum: money(now.unmatched_sum),
                          day: formatDate(deserializeDate(now.unmatched_since)),
                      })
                    : _t("all money is explained"),
                help: _t("Money that arrived at the bank, and nobody has said what for."),
                tone: now.unmatched ? "o-transfer-waits" : "",
                idle: !now.unmatched,
            },
            {
                name: "expected",
                label: _t("Expected"),
                value: formatNumber(now.expected),
                detail: money(now.expected_sum),
                help: _t(
                    "Orders whose customers were told an amount and have not paid it, or not all of it."
                ),
                idle: !now.expected,
            },
            {
                name: "unbacked",
                label: _t("Approved, not at the bank"),
                value: formatNumber(now.unbacked),
                detail: money(now.unbacked_sum),
                help: _t(
                    "Payments that were approved by hand, and that no mutation of the bank speaks of yet."
                ),
                tone: now.unbacked ? "o-transfer-waits" : "",
                idle: !now.unbacked,
            },
            {
                name: now.overdue ? "overdue" : "asked",
                label: _t("Manual verifications"),
                value: formatNumber(now.asked),
                detail: now.overdue
                    ? _t("%s overdue", formatNumber(now.overdue))
                    : _t("none overdue"),
                help: _t("Customers who say that they paid, and wait for finance to look."),
                tone: now.overdue ? "o-transfer-bad" : "",
                idle: !now.asked,
            },
        ];
    }

    get past() {
        const { matched, money } = this.props;
        const count = matched.automatic + matched.manual;
        return [
            {
                name: "automatic",
                label: _t("Matched by itself"),
                value: matched.share === false ? "–" : `${formatNumber(matched.share)} %`,
                detail: _t("%(count)s of %(all)s", {
                    count: formatNumber(matched.automatic),
                    all: formatNumber(count),
                }),
                help: _t(
                    "Of the money that was matched in the period: how much nobody had to look at."
                ),
                idle: !matched.automatic,
            },
            {
                name: "matched",
                label: _t("Booked to paid"),
                value: spell(matched.median),
                detail: matched.p95 === false ? "" : _t("95 %: %s", spell(matched.p95)),
                help: _t(
                    "From the bank's booking to the paid order: half of them were faster. Where the bank tells no hour, it counts from when the mutation was known."
                ),
                idle: !count,
            },
            {
                name: "late",
                label: _t("Later than promised"),
                value: formatNumber(matched.late),
                detail: _t("more than 15 minutes"),
                help: _t(
                    "Orders that turned paid more than 15 minutes after the bank booked the transfer."
                ),
                tone: matched.late ? "o-transfer-bad" : "",
                idle: !matched.late,
            },
            {
                name: "matched",
                label: _t("Matched"),
                value: money(matched.amount),
                detail: _t("transfers: %s", formatNumber(count)),
                help: _t("The money that was matched in the period, and not undone since."),
                idle: !count,
            },
        ];
    }
}
