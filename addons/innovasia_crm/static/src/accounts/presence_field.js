import { ImStatus } from "@mail/core/common/im_status";

import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, onWillUpdateProps, useState } from "@odoo/owl";

/** The dot that says whether somebody is online, and follows it; the view needs ``partner_id`` as well. */
export class PresenceField extends Component {
    static template = "innovasia_crm.PresenceField";
    static components = { ImStatus };
    static props = { ...standardFieldProps };

    setup() {
        this.store = useState(useService("mail.store"));
        this.state = useState({ persona: this.findPersona(this.props) });
        onWillUpdateProps((nextProps) => {
            this.state.persona = this.findPersona(nextProps);
        });
    }

    findPersona({ record, name }) {
        const persona = this.store["res.partner"].insert({ id: record.data.partner_id.id });
        // What the bus told since is newer than what the list was read with.
        persona.im_status ??= record.data[name];
        return persona;
    }
}

export const presenceField = {
    component: PresenceField,
    supportedTypes: ["char"],
    fieldDependencies: [{ name: "partner_id", type: "many2one" }],
};

registry.category("fields").add("wa_presence", presenceField);
