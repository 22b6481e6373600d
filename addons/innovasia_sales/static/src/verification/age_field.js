import { ElapsedField } from "@innovasia_crm/list/elapsed_field";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** How long a transaction has been waiting: it should be decided on the same day. */
export class AgeField extends ElapsedField {
    static WARNING = 4 * 3600;
    static DANGER = 24 * 3600;
}

registry.category("fields").add("transaction_age", {
    component: AgeField,
    displayName: _t("Waiting for"),
    supportedTypes: ["datetime"],
});
