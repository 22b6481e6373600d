import { formatSeconds } from "@innovasia_crm/monitoring/durations";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { IntegerField, integerField } from "@web/views/fields/integer/integer_field";

/** A number of seconds, as a person says it. */
export class SecondsField extends IntegerField {
    get formattedValue() {
        return formatSeconds(this.value);
    }
}

registry.category("fields").add("wa_seconds", {
    ...integerField,
    component: SecondsField,
    displayName: _t("Length of time"),
});
// Nothing to take an average of is not the same as no time at all.
registry
    .category("formatters")
    .add("wa_seconds", (value) => (typeof value === "number" ? formatSeconds(value) : ""));
