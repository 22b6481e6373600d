import { Component } from "@odoo/owl";

import { browser } from "@web/core/browser/browser";
import { router } from "@web/core/browser/router";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const STORAGE_KEY = "innovasia_crm.monitoring";
const NAMES = ["period", "date_from", "date_to", "account_id"];

/** @returns {Object} what the address says, or else what was chosen the last time */
export function recallFilters() {
    const { current } = router;
    const known = current.period
        ? current
        : JSON.parse(browser.localStorage.getItem(STORAGE_KEY) || "{}");
    const filters = Object.fromEntries(NAMES.map((name) => [name, known[name] || false]));
    return { ...filters, period: filters.period || "today" };
}

/** @param {Object} filters */
export function rememberFilters(filters) {
    browser.localStorage.setItem(STORAGE_KEY, JSON.stringify(filters));
}

/** @param {Object} filters @returns {Object} what of them belongs into the address */
export function addressOf(filters) {
    const isCustom = filters.period === "custom";
    return {
        period: filters.period,
        account_id: filters.account_id || undefined,
        date_from: isCustom ? filters.date_from : undefined,
        date_to: isCustom ? filters.date_to : undefined,
    };
}

/** Which days and which device Monitoring is about. */
export class MonitoringFilters extends Component {
    static template = "innovasia_crm.MonitoringFilters";
    static components = { DateTimeInput };
    static props = { filters: Object, accounts: Array, onChange: Function };

    get periods() {
        return [
            { id: "today", label: _t("Today") },
            { id: "yesterday", label: _t("Yesterday") },
            { id: "7d", label: _t("7 days") },
            { id: "30d", label: _t("30 days") },
            { id: "custom", label: _t("Custom") },
        ];
    }

    get accountOptions() {
        return [{ id: false, name: _t("All devices") }, ...this.props.accounts];
    }

    day(name) {
        return this.props.filters[name] ? deserializeDate(this.props.filters[name]) : false;
    }

    /** Custom begins with the days that are shown. */
    choosePeriod(period) {
        this.props.onChange({ period });
    }

    chooseAccount(ev) {
        this.props.onChange({ account_id: Number(ev.target.value) || false });
    }

    chooseDay(name, day) {
        if (!day) {
            return;
        }
        const change = { [name]: serializeDate(day) };
        const { date_from: first, date_to: last } = { ...this.props.filters, ...change };
        if (last < first) {
            change.date_from = change.date_to = change[name];
        }
        this.props.onChange(change);
    }
}
