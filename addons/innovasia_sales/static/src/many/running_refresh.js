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

    /** A slow server is not asked again before it has answered. */
    async look() {
        const { record } = this.props;
        const isGoingOn = ["waiting", "running"].includes(record.data.state);
        if (!isGoingOn || document.hidden || this.isLooking) {
            return;
        }
        this.isLooking = true;
        try {
            await record.load();
        } finally {
            this.isLooking = false;
        }
    }
}

registry.category("view_widgets").add("running_refresh", { component: RunningRefresh });
