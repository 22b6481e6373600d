import { Thread } from "@mail/core/common/thread_model";

import { formatSeconds } from "@innovasia_crm/monitoring/durations";
import { HandOverDialog } from "@innovasia_crm/panel/hand_over_dialog";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

/** What a person may do with a conversation; the server decides, this only offers. */
patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /** What is being done to it at this moment. */
        this.waMoving = undefined;
    },
    get waIsSupervised() {
        return this.isWhatsapp && this.store.has_access_wa_team;
    },
    get waCanHandOver() {
        const isRunning = ["new", "assigned"].includes(this.wa_state);
        return isRunning && (this.waIsMine || this.waIsSupervised);
    },
    get waCanRelease() {
        return this.wa_state === "assigned" && (this.waIsMine || this.waIsSupervised);
    },
    get waCanArchive() {
        return (
            this.isWhatsapp &&
            this.wa_state !== "archived" &&
            (!this.waIsOfColleague || this.waIsSupervised)
        );
    },
    get waSessionText() {
        const seconds = this.waSessionSeconds;
        return seconds ? formatSeconds(seconds - (seconds % 60)) : "";
    },
    get waClosedText() {
        const text = super.waClosedText;
        return text && this.wa_state === "inactive" && this.wa_window_expires_at
            ? _t(
                  "The session is over, so WhatsApp takes no free-form answer. When the customer writes again, the conversation is new for all of you."
              )
            : text;
    },
    waHandOver() {
        this.store.env.services.dialog.add(HandOverDialog, { thread: this });
    },
    /** A supervisor serves the customer from now on. */
    waTakeOver() {
        return this.waMove("wa_assign", [this.store.self_partner.main_user_id.id]);
    },
    async waRelease() {
        if (await this.waMove("wa_release")) {
            this.waSay(_t("Everybody can serve this customer again."));
        }
    },
    async waArchive() {
        if (await this.waMove("wa_archive")) {
            this.waSay(_t("Archived. It comes back when the customer writes."));
        }
    },
    waRestore() {
        return this.waMove("wa_restore");
    },
    /**
     * A second click while the first is on its way moves nothing.
     *
     * @returns {Promise<boolean>} whether it moved
     */
    async waMove(method, args) {
        if (this.waMoving === method) {
            return false;
        }
        this.waMoving = method;
        try {
            await this.waDo(method, args);
        } finally {
            this.waMoving = undefined;
        }
        return true;
    },
    waSay(sentence) {
        this.store.env.services.notification.add(sentence, { type: "success" });
    },
});
