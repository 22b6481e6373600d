import { MonitoringFilters } from "@innovasia_crm/monitoring/monitoring_filters";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

const STORAGE = "innovasia_transfer.dashboard";

/** @returns {Object} what was chosen the last time */
export function recallFilters() {
    return { period: "7d", ...JSON.parse(browser.localStorage.getItem(STORAGE) || "{}") };
}

/** @param {Object} filters */
export function rememberFilters(filters) {
    browser.localStorage.setItem(STORAGE, JSON.stringify(filters));
}

/** Which days and which bank account the dashboard is about. */
export class DashboardFilters extends MonitoringFilters {
    static template = "innovasia_transfer.DashboardFilters";

    get accountOptions() {
        return [{ id: false, name: _t("All bank accounts") }, ...this.props.accounts];
    }
}
