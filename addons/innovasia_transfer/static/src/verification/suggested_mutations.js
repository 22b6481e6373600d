import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";

import { money } from "@innovasia_sales/conversion/money";

import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { SelectCreateDialog } from "@web/views/view_dialogs/select_create_dialog";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** The mutations that a transfer may have been, the likely ones first; choosing one approves. */
export class SuggestedMutations extends Component {
    static template = "innovasia_transfer.SuggestedMutations";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.state = useState({ rows: undefined, resId: undefined });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    get record() {
        return this.props.record;
    }

    money(amount) {
        return money(amount, this.record.data.currency_id.id);
    }

    day(date) {
        return formatDate(deserializeDate(date));
    }

    async load({ record }) {
        const { data, resId } = record;
        if (!resId || data.state !== "submitted" || resId === this.state.resId) {
            return;
        }
        Object.assign(this.state, { resId, rows: undefined });
        const rows = await this.orm.silent.call("transfer.verification", "action_suggest", [
            [resId],
        ]);
        if (resId === this.state.resId) {
            this.state.rows = rows;
        }
    }

    /** What is not among the suggested ones is looked for by amount, date, bank or text. */
    search() {
        this.dialog.add(SelectCreateDialog, {
            resModel: "bank.mutation",
            domain: [
                ["state", "=", "suspense"],
                ["kind", "=", "credit"],
                ["open_amount", ">", 0],
            ],
            multiSelect: false,
            noCreate: true,
            onSelected: ([id]) => this.choose(id),
            title: _t("Which mutation was it?"),
        });
    }

    /** A window says what that does, and approves. */
    async choose(mutationId) {
        const action = await this.orm.call("transfer.verification", "action_open_approval", [
            [this.record.resId],
            mutationId,
        ]);
        await this.action.doAction(action, { onClose: () => this.record.load() });
    }
}

registry.category("view_widgets").add("transfer_suggested_mutations", {
    component: SuggestedMutations,
});
