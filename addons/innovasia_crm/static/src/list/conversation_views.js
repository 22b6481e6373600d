import { useQueueReload } from "@innovasia_crm/list/queue_reload";

import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** Archiving has buttons of its own here, one way each: what is archived has another status. */
export class ConversationListController extends ListController {
    setup() {
        super.setup();
        this.archiveEnabled = false;
        useQueueReload(this.model);
    }
}

export class ConversationKanbanController extends KanbanController {
    setup() {
        super.setup();
        this.archiveEnabled = false;
        useQueueReload(this.model);
    }
}

registry.category("views").add("wa_conversation_list", {
    ...listView,
    Controller: ConversationListController,
});
registry.category("views").add("wa_conversation_kanban", {
    ...kanbanView,
    Controller: ConversationKanbanController,
});
