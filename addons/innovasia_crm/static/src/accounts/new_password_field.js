import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { CharField, charField } from "@web/views/fields/char/char_field";

import { useState } from "@odoo/owl";

// Without the letters and digits that look alike on paper.
const LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
const LENGTH = 12;

function suggestPassword() {
    const numbers = window.crypto.getRandomValues(new Uint32Array(LENGTH));
    return [...numbers].map((number) => LETTERS[number % LETTERS.length]).join("");
}

/** A password that is typed or suggested; it can be shown and copied, to be told to its owner. */
export class NewPasswordField extends CharField {
    static template = "innovasia_crm.NewPasswordField";

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.state = useState({ isShown: false });
    }

    // Blanks at the ends are part of a password.
    get shouldTrim() {
        return false;
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get showTitle() {
        return _t("Show the password");
    }

    get hideTitle() {
        return _t("Hide the password");
    }

    toggle() {
        this.state.isShown = !this.state.isShown;
    }

    async suggest() {
        await this.props.record.update({ [this.props.name]: suggestPassword() });
        this.state.isShown = true;
    }

    async copy() {
        await browser.navigator.clipboard.writeText(this.value);
        this.notification.add(_t("Password copied"), { type: "success" });
    }
}

export const newPasswordField = {
    ...charField,
    component: NewPasswordField,
    displayName: _t("New password"),
    supportedTypes: ["char"],
};

registry.category("fields").add("wa_new_password", newPasswordField);
