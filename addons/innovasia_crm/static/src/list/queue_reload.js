import { onMounted, onWillUnmount } from "@odoo/owl";

import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

const CHANNEL = "innovasia_crm.conversations";
/** What one change brings along is heard within this time. */
const DELAY = 500;
/** Customers may write many times a second; a list that jumps that often cannot be read. */
const PAUSE = 5_000;

/**
 * Keep a view true while one looks: load it again when conversations changed hands.
 * What somebody has selected stays as it is.
 *
 * @param {import("@web/model/relational_model/relational_model").RelationalModel} model
 */
export function useQueueReload(model) {
    const bus = useService("bus_service");
    let timer;
    let loadedAt = 0;

    function reload() {
        timer = undefined;
        loadedAt = Date.now();
        if (!document.hidden && !model.root.selection?.length && !model.root.editedRecord) {
            model.root.load();
        }
    }

    function onPulse() {
        timer ??= browser.setTimeout(reload, Math.max(DELAY, loadedAt + PAUSE - Date.now()));
    }

    onMounted(() => {
        bus.addChannel(CHANNEL);
        bus.subscribe("innovasia_whatsapp/queue_changed", onPulse);
    });
    onWillUnmount(() => {
        bus.unsubscribe("innovasia_whatsapp/queue_changed", onPulse);
        bus.deleteChannel(CHANNEL);
        browser.clearTimeout(timer);
    });
}
