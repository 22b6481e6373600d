import { Component } from "@odoo/owl";

import { stepOfSeconds } from "@innovasia_crm/monitoring/durations";
import { MonitoringChart } from "@innovasia_crm/monitoring/monitoring_chart";

import { _t } from "@web/core/l10n/translation";

import { spell } from "./dashboard_tiles";

const { DateTime } = luxon;

/** How it went, hour by hour or day by day, and how old the unexplained money is. */
export class DashboardCharts extends Component {
    static template = "innovasia_transfer.DashboardCharts";
    static components = { MonitoringChart };
    static props = { charts: Object, ages: Array, onSelect: Function };

    setup() {
        this.spell = spell;
        this.stepOfMinutes = (most) => stepOfSeconds(most * 60) / 60;
    }

    get labels() {
        const { steps, unit } = this.props.charts;
        const format = unit === "day" ? "d MMM" : steps.length > 24 ? "d MMM HH:mm" : "HH:mm";
        return steps.map((step) => DateTime.fromSQL(step).toFormat(format));
    }

    get transfers() {
        const { automatic, manual, waiting } = this.props.charts;
        return [
            { id: "automatic", label: _t("Matched by itself"), values: automatic, color: 10 },
            { id: "manual", label: _t("Matched by a person"), values: manual, color: 3 },
            { id: "waiting", label: _t("Still unmatched"), values: waiting, color: 1 },
        ];
    }

    get minutes() {
        const { median, p95 } = this.props.charts;
        const known = (values) => values.map((value) => (value === false ? null : value));
        return [
            { id: "matched", label: _t("Half of the orders"), values: known(median), color: 0 },
            { id: "late", label: _t("95 % of the orders"), values: known(p95), color: 3 },
        ];
    }

    get ageLabels() {
        const labels = {
            fresh: _t("today"),
            days: _t("1 to 3 days"),
            week: _t("4 to 7 days"),
            older: _t("older"),
        };
        return this.props.ages.map(({ name }) => labels[name]);
    }

    get ages() {
        const values = this.props.ages.map(({ count }) => count);
        return [{ id: "ages", label: _t("Unmatched"), values, color: 1 }];
    }

    step(index) {
        return this.props.charts.steps[index];
    }
}
