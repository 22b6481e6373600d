import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { STATIC_ACTIONS_GROUP_NUMBER } from "@web/search/action_menus/action_menus";

import { Component } from "@odoo/owl";

/** "Download XLSX" in the menu of a list of orders: what the list shows with its filters, not only its first page. */
export class DownloadOrders extends Component {
    static template = "innovasia_sales.DownloadOrders";
    static components = { DropdownItem };
    static props = {};

    setup() {
        this.action = useService("action");
    }

    open() {
        return this.action.doAction("innovasia_sales.action_sale_order_download", {
            additionalContext: {
                active_ids: undefined,
                default_domain: JSON.stringify(this.env.searchModel.domain),
            },
        });
    }
}

registry.category("cogMenu").add(
    "download-orders",
    {
        Component: DownloadOrders,
        groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
        isDisplayed: async (env) =>
            ["kanban", "list"].includes(env.config.viewType) &&
            env.searchModel.resModel === "sale.order" &&
            !env.model.root.selection?.length &&
            (await user.hasGroup("base.group_allow_export")),
    },
    { sequence: 9 }
);
