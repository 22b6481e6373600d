import { fields } from "@mail/core/common/record";
import { DiscussApp } from "@mail/core/public_web/discuss_app_model";
import { DiscussAppCategory } from "@mail/discuss/core/public_web/discuss_app_category_model";
import { compareDatetime } from "@mail/utils/common/misc";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

export const INFO_PANEL_CLOSED_LS = "innovasia_whatsapp.info_panel_closed";

patch(DiscussApp.prototype, {
    setup() {
        super.setup(...arguments);
        this.whatsapp = fields.One("DiscussAppCategory", {
            compute() {
                if (!this.store.has_access_whatsapp) {
                    return null;
                }
                return {
                    extraClass: "o-wa-SidebarCategory",
                    icon: "fa fa-whatsapp",
                    id: "innovasia_whatsapp.category",
                    name: _t("WhatsApp"),
                    sequence: 5,
                };
            },
            eager: true,
        });
        this.waIsInfoPanelOpen = fields.Attr(true, {
            compute() {
                return browser.localStorage.getItem(INFO_PANEL_CLOSED_LS) !== "true";
            },
        });
        this.waLastThread = fields.One("Thread");
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

patch(DiscussAppCategory.prototype, {
    sortThreads(t1, t2) {
        if (this.eq(this.app?.whatsapp)) {
            return compareDatetime(t2.lastInterestDt, t1.lastInterestDt) || t2.id - t1.id;
        }
        return super.sortThreads(t1, t2);
    },
});
