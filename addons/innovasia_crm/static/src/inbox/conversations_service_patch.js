import { Conversations } from "@innovasia_whatsapp/core/conversations_service";

import { patch } from "@web/core/utils/patch";

patch(Conversations.prototype, {
    get waiting() {
        return this.listed.filter((thread) => thread.wa_state === "new" && thread.wa_waiting_since);
    },
    /** Calls who is looking elsewhere when a customer begins to wait. */
    async refresh(ids) {
        const before = this.waiting;
        await super.refresh(...arguments);
        if (document.hasFocus()) {
            return;
        }
        const outOfFocus = this.store.env.services["mail.out_of_focus"];
        for (const thread of this.waiting) {
            const message = thread.newestPersistentOfAllMessage;
            if (message && ids.includes(thread.id) && thread.notIn(before)) {
                outOfFocus.notify(message, thread);
            }
        }
    },
});
