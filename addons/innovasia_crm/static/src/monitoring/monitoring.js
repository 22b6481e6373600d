import { Component, onMounted, onWillStart, onWillUnmount, useState } from "@odoo/owl";

import { browser } from "@web/core/browser/browser";
import {
    deserializeDateTime,
    formatDateTime,
    formatDate,
    deserializeDate,
} from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { MonitoringCharts } from "./monitoring_charts";
import { addressOf, MonitoringFilters, recallFilters, rememberFilters } from "./monitoring_filters";
import { MonitoringTable } from "./monitoring_table";
import { MonitoringTiles } from "./monitoring_tiles";
import { formatAgo } from "./durations";

const { DateTime } = luxon;

const MODEL = "wa.monitoring";
const CHANNEL = "innovasia_crm.monitoring";
/** Even when nothing is heard: presences and waiting times go on. */
const REFRESH = 15_000;
/** Conversations change every second: the page follows a little later, and supervisors not all at once. */
const PULSE_DELAY = 2_000;
const PULSE_SPREAD = 1_000;
/** At most this part of the time is spent on looking, however much there is to count. */
const SHARE = 1 / 10;
const TICK = 5_000;

/** How the service goes, live: numbers of now, and of a period, for everybody and for each CS. */
export class Monitoring extends Component {
    static template = "innovasia_crm.Monitoring";
    static components = {
        Layout,
        MonitoringCharts,
        MonitoringFilters,
        MonitoringTable,
        MonitoringTiles,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.keepLast = new KeepLast();
        this.filters = recallFilters();
        this.state = useState({
            data: null,
            now: DateTime.now(),
            failed: false,
            onlineOnly: false,
        });
        this.onPulse = () => this.refreshSoon();
        this.onVisibilityChange = () => this.isVisible && this.refresh();
        onWillStart(() => this.loadFirst());
        onMounted(() => {
            this.bus.addChannel(CHANNEL);
            this.bus.subscribe("innovasia_whatsapp/queue_changed", this.onPulse);
            document.addEventListener("visibilitychange", this.onVisibilityChange);
            this.interval = browser.setInterval(() => this.refresh(), REFRESH);
            this.ticker = browser.setInterval(() => this.tick(), TICK);
        });
        onWillUnmount(() => {
            this.bus.unsubscribe("innovasia_whatsapp/queue_changed", this.onPulse);
            this.bus.deleteChannel(CHANNEL);
            document.removeEventListener("visibilitychange", this.onVisibilityChange);
            browser.clearInterval(this.interval);
            browser.clearInterval(this.ticker);
            browser.clearTimeout(this.timeout);
        });
    }

    get isVisible() {
        return document.visibilityState === "visible";
    }

    // --- loading -------------------------------------------------------------------------

    /** What was chosen the last time may be gone since. */
    async loadFirst() {
        try {
            await this.load();
        } catch (error) {
            const { account_id: chosen, period } = this.filters;
            if (!chosen && period === "today") {
                throw error;
            }
            this.filters = { period: "today", account_id: false };
            await this.load();
        }
    }

    async load() {
        const begin = Date.now();
        const data = await this.keepLast.add(
            this.orm.silent.call(MODEL, "get_dashboard", [this.filters])
        );
        this.duration = Date.now() - begin;
        // The server's clock counts, whatever this computer's says.
        this.ahead = deserializeDateTime(data.generated_at).diff(DateTime.now());
        this.filters = data.filters;
        Object.assign(this.state, { data, failed: false });
        this.tick();
        this.remember();
    }

    async changeFilters(change) {
        // From now on every refresh asks for these: one that is on its way does not bring the old ones back.
        this.filters = { ...this.filters, ...change };
        try {
            await this.load();
        } catch (error) {
            this.filters = this.state.data.filters;
            throw error;
        }
    }

    /** Follows what happens without disturbing: a failure is shown in the corner and mended by the next try. */
    async refresh() {
        browser.clearTimeout(this.timeout);
        this.timeout = undefined;
        if (!this.isVisible) {
            return;
        }
        try {
            await this.load();
        } catch (error) {
            this.state.failed = true;
            console.warn("Monitoring could not be refreshed", error);
        }
    }

    refreshSoon() {
        this.timeout ??= browser.setTimeout(
            () => this.refresh(),
            Math.max(PULSE_DELAY, this.duration / SHARE) + Math.random() * PULSE_SPREAD
        );
    }

    tick() {
        this.state.now = DateTime.now().plus(this.ahead);
    }

    remember() {
        rememberFilters(this.filters);
        this.props.updateActionState(addressOf(this.filters));
    }

    // --- showing -------------------------------------------------------------------------

    get updated() {
        const moment = deserializeDateTime(this.state.data.generated_at);
        return {
            text: this.state.failed
                ? _t("Could not be refreshed; what you see is from %s.", formatDateTime(moment))
                : _t("Updated %s", formatAgo(moment, this.state.now)),
            title: formatDateTime(moment),
        };
    }

    /** @returns {string} the days that the numbers are about, as a person says it */
    get days() {
        const { date_from: first, date_to: last, tz } = this.state.data.filters;
        const [from, to] = [first, last].map((day) => formatDate(deserializeDate(day)));
        return from === to
            ? _t("%(day)s, time zone %(tz)s", { day: from, tz })
            : _t("%(from)s to %(to)s, time zone %(tz)s", { from, to, tz });
    }

    toggleOnline() {
        this.state.onlineOnly = !this.state.onlineOnly;
    }

    /**
     * Opens what a number counts.
     *
     * @param {string} measure
     * @param {number|string} [agent] an id, "queue" or "all"
     * @param {string|false} [step] of the charts
     */
    async open(measure, agent = "all", step = false) {
        const action = await this.orm.call(MODEL, "get_drilldown", [
            measure,
            this.filters,
            agent,
            step,
        ]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("innovasia_crm.monitoring", Monitoring);
