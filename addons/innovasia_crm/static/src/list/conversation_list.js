import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

/** Archiving has buttons of its own here, one way each: what is archived has another status. */
export class ConversationListController extends ListController {
    setup() {
        super.setup();
        this.archiveEnabled = false;
    }
}

registry.category("views").add("wa_conversation_list", {
    ...listView,
    Controller: ConversationListController,
});
