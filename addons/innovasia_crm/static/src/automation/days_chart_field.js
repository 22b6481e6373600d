import { MonitoringChart } from "@innovasia_crm/monitoring/monitoring_chart";

import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What became of the messages of the last 30 days, a bar for each day. */
export class DaysChartField extends Component {
    static template = "innovasia_crm.DaysChartField";
    static components = { MonitoringChart };
    static props = { ...standardFieldProps };

    get chart() {
        return this.props.record.data[this.props.name];
    }

    get texts() {
        return {
            title: _t("The last 30 days"),
            help: _t("By the day on which they were due."),
            empty: _t("Nothing was due in the last 30 days."),
        };
    }
}

registry.category("fields").add("wa_days_chart", {
    component: DaysChartField,
    displayName: _t("Messages of the last 30 days"),
    supportedTypes: ["json"],
});
