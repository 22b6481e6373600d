import { compareDatetime } from "@mail/utils/common/misc";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/**
 * The parts of the list of conversations, each a category of Discuss's sidebar. The server pages
 * them by the same names (`discuss.channel._wa_inbox_sections`); an addon that routes
 * conversations replaces them.
 *
 * @typedef {Object} Section
 * @property {string} name
 * @property {string} icon
 * @property {(thread: import("models").Thread) => boolean} contains
 * @property {(t1: import("models").Thread, t2: import("models").Thread) => number} compare
 * @property {string} emptyText what stands there instead of conversations
 * @property {string} moreText
 * @property {(store: import("models").Store) => boolean} [condition] who has it
 * @property {boolean} [isClosedAtFirst]
 * @property {boolean} [isUnlisted] not paged: shows what was searched for or is open
 */
export const sectionRegistry = registry.category("innovasia_whatsapp.sections");

export function latestFirst(t1, t2) {
    return compareDatetime(t2.lastInterestDt, t1.lastInterestDt) || t2.id - t1.id;
}

sectionRegistry.add("all", {
    get name() {
        return _t("WhatsApp");
    },
    icon: "fa fa-whatsapp",
    contains: () => true,
    compare: latestFirst,
    get emptyText() {
        return _t(
            "No conversations yet. They appear here as soon as a customer writes to your WhatsApp number."
        );
    },
    get moreText() {
        return _t("Older conversations");
    },
});
