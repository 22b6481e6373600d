import { useBus } from "@web/core/utils/hooks";
import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** Load a view again when transactions come or are decided, unless somebody has selected some of them. */
function useFreshTransactions(controller) {
    useBus(controller.env.bus, "PENDING-TRANSACTIONS:CHANGED", () => {
        const { root } = controller.model;
        if (!document.hidden && !root.selection?.length && !root.editedRecord) {
            root.load();
        }
    });
}

export class TransactionListController extends ListController {
    setup() {
        super.setup();
        useFreshTransactions(this);
    }
}

export class TransactionKanbanController extends KanbanController {
    setup() {
        super.setup();
        useFreshTransactions(this);
    }
}

registry
    .category("views")
    .add("transaction_list", { ...listView, Controller: TransactionListController });
registry.category("views").add("transaction_kanban", {
    ...kanbanView,
    Controller: TransactionKanbanController,
});
