import { Component, onWillStart, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const ICONS = {
    success: "fa-check-circle",
    warning: "fa-exclamation-circle",
    danger: "fa-times-circle",
    secondary: "fa-circle-o",
};

/** Why did this customer get nothing? Step by step, each with what to do about it. */
export class Diagnosis extends Component {
    static template = "innovasia_crm.Diagnosis";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static path = "diagnosis";
    static displayName = _t("Diagnosis");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = { controlPanel: {} };
        const { about } = this.props.action.params;
        this.target = [about.split(",")[0], Number(about.split(",")[1])];
        // It stands in the address, and so outlives a reload.
        this.props.updateActionState({ about });
        this.state = useState({ data: null });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call("wa.diagnosis", "diagnose", this.target);
    }

    iconOf(color) {
        return ICONS[color];
    }

    open(link) {
        return this.action.doAction(link);
    }

    async retry(row) {
        await this.orm.call("wa.scheduled", "action_retry", [[row]]);
        await this.load();
    }
}

registry.category("actions").add("innovasia_crm.diagnosis", Diagnosis);
