import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, xml } from "@odoo/owl";

const REFRESH = 2000;

/** On the form of something that goes on in the background: looks again as long as it waits or runs. */
export class RunningRefresh extends Component {
    static template = xml``;
    static props = { ...standardWidgetProps };

    setup() {
        onMounted(() => (this.timer = browser.setInterval(() => this.look(), REFRESH)));
        onWillUnmount(() => browser.clearInterval(this.timer));
    }

    async look() {
        const { record } = this.props;
        if (["waiting", "running"].includes(record.data.state) && !document.hidden) {
            await record.load();
        }
    }
}

registry.category("view_widgets").add("running_refresh", { component: RunningRefresh });
