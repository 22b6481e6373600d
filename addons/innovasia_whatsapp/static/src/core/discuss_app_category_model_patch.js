import { DiscussAppCategory } from "@mail/discuss/core/public_web/discuss_app_category_model";

import { sectionRegistry } from "@innovasia_whatsapp/core/sections";

import { patch } from "@web/core/utils/patch";

/** As the server counts (`MOST_COUNTED`). */
const MOST_COUNTED = 100;

patch(DiscussAppCategory.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {string|undefined} */
        this.waSectionId = undefined;
        /** How many conversations follow those that are listed, as the server counted them last. */
        this.waRest = 0;
        this.waIsCapped = false;
        this.waIsFetching = false;
    },
    /** @returns {import("@innovasia_whatsapp/core/sections").Section|undefined} */
    get waSection() {
        return this.waSectionId && sectionRegistry.get(this.waSectionId);
    },
    get waListed() {
        return this.threads.filter((thread) => thread.waInInbox);
    },
    get waCountText() {
        if (!this.waSectionId || this.waSection.isUnlisted || this.store.discuss.waIsSearching) {
            return ""; // while one searches, what was found stands below
        }
        const count = this.waListed.length + this.waRest;
        return this.waIsCapped || count >= MOST_COUNTED
            ? `${MOST_COUNTED - 1}+`
            : count
              ? String(count)
              : "";
    },
    /** What a person closed is open while they search, or they would not see what was found. */
    get waIsForcedOpen() {
        return Boolean(this.waSectionId && this.store.discuss.waIsSearching);
    },
    get isVisible() {
        if (!this.waSectionId) {
            return super.isVisible;
        }
        const isNeeded = this.waSection.isUnlisted || this.store.discuss.waIsSearching;
        return (
            !this.hidden &&
            (!isNeeded ||
                this.threads.some((thread) => thread.displayInSidebar && thread.waMatches))
        );
    },
    sortThreads(t1, t2) {
        return this.waSectionId ? this.waSection.compare(t1, t2) : super.sortThreads(t1, t2);
    },
    /** @param {number} rest how many conversations the server counts beyond those that are listed */
    waSetRest(rest) {
        this.waRest = rest;
        this.waIsCapped = rest > 0 && this.waListed.length + rest >= MOST_COUNTED;
    },
});
