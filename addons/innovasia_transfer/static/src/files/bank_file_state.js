import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { StatusBarField, statusBarField } from "@web/views/fields/statusbar/statusbar_field";

import { onMounted, onWillUnmount } from "@odoo/owl";

const REFRESH = 2000;

/** The state of a file that is taken in in the background: looks again until it is done. */
export class BankFileState extends StatusBarField {
    setup() {
        super.setup();
        onMounted(() => (this.timer = browser.setInterval(() => this.look(), REFRESH)));
        onWillUnmount(() => browser.clearInterval(this.timer));
    }

    async look() {
        const { record, name } = this.props;
        if (!["waiting", "running"].includes(record.data[name])) {
            return browser.clearInterval(this.timer);
        }
        if (!document.hidden) {
            await record.load();
        }
    }
}

registry.category("fields").add("bank_file_state", { ...statusBarField, component: BankFileState });
