import { Component, onMounted, onWillStart, onWillUnmount, useState } from "@odoo/owl";

import { formatAgo } from "@innovasia_crm/monitoring/durations";
import { money } from "@innovasia_sales/conversion/money";

import { browser } from "@web/core/browser/browser";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus, useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { DashboardCharts } from "./dashboard_charts";
import { DashboardFilters, recallFilters, rememberFilters } from "./dashboard_filters";
import { DashboardTiles } from "./dashboard_tiles";

const { DateTime } = luxon;

const MODEL = "transfer.dashboard";
const REFRESH = 60_000;

/** How transfers go: what matches by itself, how fast, what waits, and whether the bank is heard. */
export class Dashboard extends Component {
    static template = "innovasia_transfer.Dashboard";
    static components = { DashboardCharts, DashboardFilters, DashboardTiles, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.filters = recallFilters();
        this.state = useState({ data: undefined, failed: false });
        onWillStart(() => this.loadFirst());
        useService("bus_service").start();
        useBus(useService("innovasia_transfer.money").bus, "CHANGED", () => this.refresh());
        onMounted(() => {
            this.interval = browser.setInterval(() => this.refresh(), REFRESH);
        });
        onWillUnmount(() => browser.clearInterval(this.interval));
    }

    /** What was chosen the last time may be gone since. */
    async loadFirst() {
        try {
            await this.load();
        } catch (error) {
            if (!this.filters.account_id) {
                throw error;
            }
            this.filters = { ...this.filters, account_id: false };
            await this.load();
        }
    }

    async load() {
        const data = await this.keepLast.add(
            this.orm.silent.call(MODEL, "get_dashboard", [this.filters])
        );
        this.filters = data.filters;
        Object.assign(this.state, { data, failed: false });
        rememberFilters(this.filters);
    }

    /** Follow what happens without disturbing: a failure is shown, and mended by the next try. */
    async refresh() {
        if (document.hidden) {
            return;
        }
        try {
            await this.load();
        } catch (error) {
            this.state.failed = true;
            console.warn("The dashboard could not be refreshed", error);
        }
    }

    async changeFilters(change) {
        this.filters = { ...this.filters, ...change };
        try {
            await this.load();
        } catch (error) {
            this.filters = this.state.data.filters;
            throw error;
        }
    }

    money(amount) {
        return money(amount, this.state.data.currency_id);
    }

    ago(moment) {
        return moment ? formatAgo(deserializeDateTime(moment), DateTime.now()) : _t("never");
    }

    exact(moment) {
        return moment ? formatDateTime(deserializeDateTime(moment)) : "";
    }

    feedState(feed) {
        return {
            new: { text: _t("Not heard of yet"), tone: "text-bg-secondary" },
            ok: { text: _t("In order"), tone: "text-bg-success" },
            down: { text: _t("Down"), tone: "text-bg-danger" },
        }[feed.state];
    }

    percent(pool) {
        return pool.size ? Math.round((100 * pool.taken) / pool.size) : 0;
    }

    poolTone(pool) {
        return this.percent(pool) > 80 ? "bg-danger" : "bg-primary";
    }

    /** Open what a number counts. */
    async open(measure, step = false) {
        const list = await this.orm.call(MODEL, "get_list", [measure, this.filters, step]);
        return this.action.doAction(list);
    }

    openFeed(feed) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "bank.feed",
            res_id: feed.id,
            views: [[false, "form"]],
        });
    }

    openPool(pool) {
        this.action.doAction({
            type: "ir.actions.act_window",
            name: pool.name,
            res_model: "transfer.intent",
            domain: [
                ["journal_id", "=", pool.id],
                ["state", "in", ["open", "grace"]],
            ],
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }
}

registry.category("actions").add("innovasia_transfer.dashboard", Dashboard);
