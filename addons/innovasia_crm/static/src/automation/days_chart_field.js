import { MonitoringChart } from "@innovasia_crm/monitoring/monitoring_chart";

import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** What became of the messages of the last 30 days, a bar for each day. */
export class DaysChartField extends Component {
    static template = "innovasia_crm.DaysChartField";
    static components = { MonitoringChart };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
    }

    get chart() {
        return this.props.record.data[this.props.name];
    }

    /** Opens the messages that a bar counts. */
    async onSelect(state, index) {
        const { record } = this.props;
        this.action.doAction(
            await this.orm.call(record.resModel, "action_day", [
                [record.resId],
                state,
                this.chart.days[index],
            ])
        );
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
