import { Component, useState } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** The number of pending transactions, one click away from wherever a verifier is. */
export class PendingSystray extends Component {
    static template = "innovasia_sales.PendingSystray";
    static props = {};

    setup() {
        this.pending = useState(useService("innovasia_sales.pending"));
        this.action = useService("action");
    }

    open() {
        this.action.doAction("innovasia_sales.action_transaction_pending", {
            clearBreadcrumbs: true,
        });
    }
}

registry
    .category("systray")
    .add("innovasia_sales.pending", { Component: PendingSystray }, { sequence: 26 });
