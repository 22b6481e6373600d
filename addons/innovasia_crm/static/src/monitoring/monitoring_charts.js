import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

import { formatSeconds, stepOfSeconds } from "./durations";
import { MonitoringChart } from "./monitoring_chart";

const { DateTime } = luxon;

/** Whoever wrote less than these is shown together with the others. */
const MOST_PEOPLE = 8;

/** How it went, hour by hour or day by day. */
export class MonitoringCharts extends Component {
    static template = "innovasia_crm.MonitoringCharts";
    static components = { MonitoringChart };
    static props = { charts: Object, onSelect: Function };

    setup() {
        this.formatSeconds = formatSeconds;
        this.stepOfSeconds = stepOfSeconds;
    }

    get labels() {
        const { steps, unit } = this.props.charts;
        const format = unit === "day" ? "d MMM" : steps.length > 24 ? "d MMM HH:mm" : "HH:mm";
        return steps.map((step) => DateTime.fromSQL(step).toFormat(format));
    }

    get hourLabels() {
        return this.props.charts.hours.map((_count, hour) => String(hour).padStart(2, "0"));
    }

    get response() {
        const { median, p90 } = this.props.charts;
        const known = (values) => values.map((value) => (value === false ? null : value));
        return [
            { id: "median", label: _t("Half of the customers"), values: known(median), color: 0 },
            { id: "p90", label: _t("90 % of the customers"), values: known(p90), color: 3 },
        ];
    }

    get sessions() {
        const { begun, answered, unanswered } = this.props.charts;
        return [
            { id: "begun", label: _t("New"), values: begun, color: 0 },
            { id: "answered", label: _t("First answered"), values: answered, color: 2 },
            { id: "unanswered", label: _t("Ended unanswered"), values: unanswered, color: 1 },
        ];
    }

    get replies() {
        const { replies, steps } = this.props.charts;
        const most = replies
            .slice(0, MOST_PEOPLE)
            .map(({ id, name, counts }) => ({ id, label: name, values: counts }))
            // by name: nobody changes colour when somebody writes more
            .sort((a, b) => a.label.localeCompare(b.label));
        const rest = replies.slice(MOST_PEOPLE);
        if (rest.length) {
            const values = steps.map((_step, index) =>
                rest.reduce((sum, { counts }) => sum + counts[index], 0)
            );
            most.push({ id: "all", label: _t("%s others", rest.length), values });
        }
        return most;
    }

    get hours() {
        return [{ id: "hours", label: _t("Messages"), values: this.props.charts.hours, color: 4 }];
    }

    step(index) {
        return this.props.charts.steps[index];
    }
}
