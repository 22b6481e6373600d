import { Component, useState } from "@odoo/owl";

import { ImStatus } from "@mail/core/common/im_status";
import { cleanTerm } from "@mail/utils/common/format";

import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { formatAgo, formatSeconds } from "./durations";
import { formatNumber } from "./numbers";

/** From so many people on, one looks for a name rather than at the table. */
const MANY = 10;
/** Seconds of waiting from which on somebody should step in. */
const LONG = 30 * 60;

/** One row for each CS, and one for what nobody serves yet. */
export class MonitoringTable extends Component {
    static template = "innovasia_crm.MonitoringTable";
    static components = { ImStatus };
    static props = {
        agents: Array,
        queue: Object,
        now: Object,
        onlineOnly: Boolean,
        onToggleOnline: Function,
        onSelect: Function,
    };

    setup() {
        this.state = useState({ term: "", orderBy: "waiting", descending: true });
        this.formatSeconds = formatSeconds;
    }

    get columns() {
        return [
            {
                name: "waiting",
                label: _t("Waiting"),
                help: _t(
                    "Now: customers who wrote something that no person has answered, while their session is running. Below it: for how long the first of them has been waiting."
                ),
            },
            {
                name: "open",
                label: _t("Open"),
                help: _t("Now: conversations in a running session that this person serves."),
            },
            {
                name: "response_median",
                label: _t("First response"),
                help: _t(
                    "Half of the customers waited no longer than this. Counted from the customer's first message of a session to the first answer of a person, and credited to who gave that answer, in the period in which it was given. Automatic messages never count."
                ),
                measure: "answered",
                format: formatSeconds,
            },
            {
                name: "response_p90",
                label: _t("90 %"),
                help: _t(
                    "Nine out of ten customers waited no longer than this for the first answer."
                ),
                measure: "answered",
                format: formatSeconds,
            },
            {
                name: "replies",
                label: _t("Replies"),
                help: _t(
                    "Messages that this person wrote to customers in the period. Automatic messages and reactions do not count."
                ),
            },
            {
                name: "served",
                label: _t("Served"),
                help: _t(
                    "Sessions that came to this person in the period: by answering first, from a supervisor or from a colleague."
                ),
            },
            {
                name: "unanswered",
                label: _t("Unanswered"),
                help: _t(
                    "Sessions that ended in the period, by the clock or because they were archived, and that no person had answered. They count for who served them at the end."
                ),
            },
        ];
    }

    get canSearch() {
        return this.props.agents.length > MANY;
    }

    get agents() {
        const term = cleanTerm(this.state.term);
        const { orderBy, descending } = this.state;
        const listed = this.props.agents.filter(
            (agent) =>
                cleanTerm(agent.name).includes(term) &&
                (!this.props.onlineOnly || this.isOnline(agent))
        );
        const sign = descending ? -1 : 1;
        // What is not known comes last, whatever the direction; equals stay in the order of names.
        return listed.sort((a, b) => {
            const [left, right] = [a[orderBy], b[orderBy]];
            if (left === false || right === false) {
                return (left === false) - (right === false);
            }
            return sign * (typeof left === "string" ? left.localeCompare(right) : left - right);
        });
    }

    isOnline({ im_status }) {
        return ["online", "away", "busy"].includes(im_status);
    }

    orderBy(name) {
        const { state } = this;
        state.descending = state.orderBy === name ? !state.descending : name !== "name";
        state.orderBy = name;
    }

    ariaSort(name) {
        if (this.state.orderBy !== name) {
            return "none";
        }
        return this.state.descending ? "descending" : "ascending";
    }

    text(column, row) {
        const value = row[column.name];
        if (value === false || value === undefined) {
            return "–";
        }
        return (column.format ?? formatNumber)(value);
    }

    select(column, agent) {
        this.props.onSelect(column.measure ?? column.name, agent);
    }

    secondsOfWaiting({ waiting_since: since }) {
        return this.props.now.diff(deserializeDateTime(since), "seconds").seconds;
    }

    waitingFor(row) {
        return formatSeconds(this.secondsOfWaiting(row));
    }

    isLong(row) {
        return this.secondsOfWaiting(row) >= LONG;
    }

    ago(moment) {
        return moment ? formatAgo(deserializeDateTime(moment), this.props.now) : "–";
    }

    exact(moment) {
        return moment ? formatDateTime(deserializeDateTime(moment)) : "";
    }
}
