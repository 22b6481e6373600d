import { useEffect } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

/**
 * A transaction beside its evidence. Once it is decided the next pending one of the list opens, so that a verifier
 * goes through all of them without going back.
 */
export class ReviewFormController extends FormController {
    setup() {
        super.setup();
        this.notification = useService("notification");
        this.seen = {};
        /** Ids that were pending when the form was opened from a list, and that are not decided here yet. */
        this.decided = new Set();
        useEffect(
            (resId, state) => {
                const wasPending = this.seen.resId === resId && this.seen.state === "pending";
                this.seen = { resId, state };
                if (state && state !== "pending") {
                    this.decided.add(resId);
                }
                if (wasPending && ["accepted", "rejected"].includes(state)) {
                    this.openNextPending();
                }
            },
            () => [this.model.root.resId, this.model.root.data.state]
        );
    }

    async openNextPending() {
        const { resId, resIds } = this.model.root;
        if (resIds.length < 2 || this.env.inDialog) {
            return;
        }
        const at = resIds.indexOf(resId);
        const others = [...resIds.slice(at + 1), ...resIds.slice(0, at)].filter(
            (id) => !this.decided.has(id)
        );
        const pending = await this.orm.search("sale.transaction", [
            ["id", "in", others],
            ["state", "=", "pending"],
        ]);
        if (this.model.root.resId !== resId) {
            return; // somebody went on by hand meanwhile
        }
        const next = others.find((id) => pending.includes(id));
        if (next) {
            await this.model.load({ resId: next });
        } else {
            this.notification.add(_t("Nothing else is pending in this list."), { type: "success" });
        }
    }
}

registry.category("views").add("transaction_review_form", {
    ...formView,
    Controller: ReviewFormController,
});
