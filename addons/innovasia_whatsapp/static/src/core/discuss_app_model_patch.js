import { fields } from "@mail/core/common/record";
import { DiscussApp } from "@mail/core/public_web/discuss_app_model";

import { sectionRegistry } from "@innovasia_whatsapp/core/sections";

import { browser } from "@web/core/browser/browser";
import { patch } from "@web/core/utils/patch";

export const INFO_PANEL_CLOSED_LS = "innovasia_whatsapp.info_panel_closed";
/** Before channels (10) and chats (30). */
const SEQUENCE = 5;

/** Discuss opens a category of which it remembers nothing. */
function closeAtFirst(categoryId) {
    const key = `discuss_sidebar_category_${categoryId}_open`;
    if (browser.localStorage.getItem(key) === null) {
        browser.localStorage.setItem(key, "false");
    }
}

patch(DiscussApp.prototype, {
    setup() {
        super.setup(...arguments);
        this.waCategories = fields.Many("DiscussAppCategory", {
            compute() {
                return this.store.has_access_whatsapp ? this._waCategories() : [];
            },
            eager: true,
        });
        /** The section that a phone shows. */
        this.waMenuCategory = fields.One("DiscussAppCategory");
        /** What conversations are searched for. */
        this.waTerm = "";
        this.waIsInfoPanelOpen = fields.Attr(true, {
            compute() {
                return browser.localStorage.getItem(INFO_PANEL_CLOSED_LS) !== "true";
            },
        });
        this.waLastThread = fields.One("Thread");
    },
    _waCategories() {
        return sectionRegistry
            .getEntries()
            .filter(([, section]) => section.condition?.(this.store) ?? true)
            .map(([id, section], index) => {
                const categoryId = `innovasia_whatsapp.${id}`;
                if (section.isClosedAtFirst) {
                    closeAtFirst(categoryId);
                }
                return {
                    extraClass: `o-wa-SidebarCategory o-wa-${id}`,
                    icon: section.icon,
                    id: categoryId,
                    name: section.name,
                    sequence: SEQUENCE + index / 100,
                    waSectionId: id,
                };
            });
    },
    get waIsSearching() {
        return Boolean(this.waTerm.trim());
    },
    /** The categories that the server pages. */
    get waListedCategories() {
        return this.waCategories
            .filter((category) => !category.waSection.isUnlisted)
            .sort((c1, c2) => c1.sequence - c2.sequence);
    },
    /** A conversation that was only looked at does not stay in the sidebar when it leaves the list. */
    _threadOnUpdate() {
        if (this.waLastThread?.notEq(this.thread)) {
            this.waLastThread.isLocallyPinned = false;
        }
        this.waLastThread = this.thread?.isWhatsapp ? this.thread : undefined;
        super._threadOnUpdate();
    },
});
