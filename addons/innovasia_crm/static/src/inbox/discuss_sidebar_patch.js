import {
    DiscussSidebarCategory,
    DiscussSidebarChannel,
} from "@mail/discuss/core/public_web/discuss_sidebar_categories";

import { WaitingTime } from "@innovasia_crm/inbox/waiting_time";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

Object.assign(DiscussSidebarChannel.components, { WaitingTime });

patch(DiscussSidebarCategory.prototype, {
    get actions() {
        const actions = super.actions;
        if (this.category.waSectionId === "new" && this.category.waListed.length) {
            actions.push({
                hotkey: "n",
                icon: "fa fa-step-forward",
                label: _t("Open who has waited longest (Alt+N)"),
                class: "o-wa-next", // below the label: Odoo's export skips the call after this word
                onSelect: () => this.waOpenNext(),
            });
        }
        return actions;
    },
    /** Opens the customer who has waited longest, then the next one. */
    waOpenNext() {
        const waiting = this.category.waListed;
        const place = waiting.findIndex((thread) => thread.eq(this.store.discuss.thread));
        waiting[(place + 1) % waiting.length].open({ focus: true });
    },
});

patch(DiscussSidebarChannel.prototype, {
    get attClass() {
        return {
            ...super.attClass,
            "o-wa-unanswered": this.thread.isWhatsapp && this.thread.waUnanswered,
        };
    },
});
