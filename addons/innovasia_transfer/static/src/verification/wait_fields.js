import { RemainingField } from "@innovasia_crm/list/elapsed_field";
import { formatSeconds } from "@innovasia_crm/monitoring/durations";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** From when a manual verification can be sent: until then the bank may still tell by itself. */
export class WaitField extends RemainingField {
    get text() {
        return this.seconds > 0
            ? _t("Can be sent in %s", formatSeconds(Math.ceil(this.seconds / 60) * 60))
            : _t("Can be sent now");
    }

    get attClass() {
        return {
            "text-bg-success": this.seconds <= 0,
            "text-bg-warning": this.seconds > 0,
        };
    }
}

/** Until when finance answers. */
export class DueField extends RemainingField {
    static SOON = 15 * 60;

    get text() {
        return this.seconds > 0
            ? formatSeconds(this.seconds)
            : _t("Overdue for %s", formatSeconds(-this.seconds));
    }

    get attClass() {
        return {
            "text-bg-danger": this.seconds <= 0,
            "text-bg-warning": this.seconds > 0 && this.seconds < this.constructor.SOON,
            "text-bg-success": this.seconds >= this.constructor.SOON,
        };
    }
}

registry.category("fields").add("transfer_wait", {
    component: WaitField,
    displayName: _t("From when it can be sent"),
    supportedTypes: ["datetime"],
});
registry.category("fields").add("transfer_due", {
    component: DueField,
    displayName: _t("Time left to answer"),
    supportedTypes: ["datetime"],
});
