import { Component } from "@odoo/owl";

import {
    deserializeDate,
    deserializeDateTime,
    formatDate,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

/** An order without its money, or money without its order. */
export class BoardRow extends Component {
    static template = "innovasia_transfer.BoardRow";
    static props = {
        row: Object,
        reasons: { type: Array, element: String, optional: true },
        isChosen: Boolean,
        /** whether it can be matched with what is chosen in the other list */
        isCandidate: Boolean,
        money: Function,
        onTake: Function,
        onChoose: Function,
        onMatch: Function,
        actions: Object,
    };

    get isMoney() {
        return this.props.row.model === "bank.mutation";
    }

    get when() {
        const { row } = this.props;
        if (!this.isMoney) {
            return toLocaleDateTimeString(deserializeDateTime(row.since));
        }
        return row.booked_at
            ? toLocaleDateTimeString(deserializeDateTime(row.booked_at))
            : formatDate(deserializeDate(row.date));
    }

    /** @returns {string} how the amount to transfer came about */
    get parts() {
        const { row, money } = this.props;
        if (row.received && row.state !== "paid") {
            return _t("%(received)s of %(payable)s arrived", {
                received: money(row.received),
                payable: money(row.base + row.code),
            });
        }
        return row.code ? `${money(row.base)} + ${row.code}` : "";
    }

    get badge() {
        const { row } = this.props;
        return {
            grace: { text: _t("Late"), tone: "text-bg-warning" },
            released: { text: _t("Given up"), tone: "text-bg-secondary" },
            unbacked: { text: _t("Approved, not at the bank"), tone: "text-bg-info" },
            paid: { text: _t("Paid"), tone: "text-bg-success" },
            cancelled: { text: _t("Cancelled"), tone: "text-bg-secondary" },
            provisional: { text: _t("Provisional"), tone: "text-bg-secondary" },
        }[row.state];
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && ev.target === ev.currentTarget) {
            ev.preventDefault();
            this.props.onTake(this.props.row);
        }
    }
}
