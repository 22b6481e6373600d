import { Component, onWillUnmount, useState } from "@odoo/owl";

import { formatSeconds } from "@innovasia_crm/monitoring/durations";

import { browser } from "@web/core/browser/browser";
import { formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const { DateTime } = luxon;
const REFRESH = 20_000;

/** How long ago a moment was, growing while one looks; coloured when somebody waits for long. */
export class ElapsedField extends Component {
    static template = "innovasia_crm.ElapsedField";
    static props = { ...standardFieldProps };
    static WARNING = 5 * 60;
    static DANGER = 30 * 60;

    setup() {
        this.clock = useState({ now: DateTime.now() });
        const timer = browser.setInterval(() => (this.clock.now = DateTime.now()), REFRESH);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get moment() {
        return this.props.record.data[this.props.name];
    }

    get seconds() {
        return Math.max(0, this.clock.now.diff(this.moment, "seconds").seconds);
    }

    get text() {
        return formatSeconds(this.seconds);
    }

    get title() {
        return formatDateTime(this.moment);
    }

    get attClass() {
        const { WARNING, DANGER } = this.constructor;
        return {
            "text-bg-danger": this.seconds >= DANGER,
            "text-bg-warning": this.seconds >= WARNING && this.seconds < DANGER,
            "text-bg-secondary": this.seconds < WARNING,
        };
    }
}

/** How long it is until a moment; past moments are over. */
export class RemainingField extends ElapsedField {
    static SOON = 2 * 3600;

    get seconds() {
        return this.moment.diff(this.clock.now, "seconds").seconds;
    }

    get text() {
        return this.seconds > 0 ? formatSeconds(this.seconds) : _t("Over");
    }

    get attClass() {
        return {
            "text-bg-300": this.seconds <= 0,
            "text-bg-warning": this.seconds > 0 && this.seconds < this.constructor.SOON,
            "text-bg-success": this.seconds >= this.constructor.SOON,
        };
    }
}

registry.category("fields").add("wa_elapsed", {
    component: ElapsedField,
    displayName: _t("Time since then"),
    supportedTypes: ["datetime"],
});
registry.category("fields").add("wa_remaining", {
    component: RemainingField,
    displayName: _t("Time until then"),
    supportedTypes: ["datetime"],
});
