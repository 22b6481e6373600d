import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onMounted, onWillUnmount, xml } from "@odoo/owl";

const REFRESH = 2000;

/** On the form of a file that is imported in the background: looks again until it is done. */
export class BankFileRefresh extends Component {
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

registry.category("view_widgets").add("bank_file_refresh", { component: BankFileRefresh });
