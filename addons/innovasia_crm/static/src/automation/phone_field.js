import { PhonePreview } from "@innovasia_whatsapp/preview/phone_preview";

import { Component, markup } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A message as the customer's phone shows it: {sender, html, header}, made by the server. */
export class PhoneField extends Component {
    static template = "innovasia_crm.PhoneField";
    static components = { PhonePreview };
    static props = { ...standardFieldProps };

    get phone() {
        return this.props.record.data[this.props.name];
    }

    /** The server has escaped what people wrote. */
    get body() {
        return markup(this.phone.html || "");
    }
}

registry.category("fields").add("wa_phone", {
    component: PhoneField,
    displayName: _t("Message on the customer's phone"),
    supportedTypes: ["json"],
});
