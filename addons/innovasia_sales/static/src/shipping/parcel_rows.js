import { registry } from "@web/core/registry";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";
import { ListRenderer } from "@web/views/list/list_renderer";

import { onMounted } from "@odoo/owl";

const NUMBER = "tracking";

/** Parcels that are scanned one after the other: the cursor waits in the first number that is missing, Enter leads to the next. */
export class ParcelRowsRenderer extends ListRenderer {
    setup() {
        super.setup();
        onMounted(() => this.editNumber(this.nextToEnter()));
    }

    /**
     * @param {Object} [after] record behind which to look first; a scanner goes down the list, and then what was left out
     * @returns {Object|undefined} record whose number is missing, or was refused
     */
    nextToEnter(after) {
        const { records } = this.props.list;
        const start = records.indexOf(after) + 1;
        return [...records.slice(start), ...records.slice(0, start)].find(
            ({ data }) => data.state === "refused" || (data.state === "waiting" && !data.is_filled)
        );
    }

    async editNumber(record) {
        if (record) {
            const column = this.columns.find(({ name }) => name === NUMBER);
            this.cellToFocus = { column, record };
            await this.props.list.enterEditMode(record);
        }
    }

    /** Enter: on to the next number, unless this one stands at another customer's parcel; then it is to be replaced. */
    async editNextRecord(record) {
        await record.model.mutex.getUnlockedDef();
        if (record.data.state === "refused") {
            this.notificationService.add(record.data.message, { type: "danger" });
            this.tableRef.el.querySelector(`.o_selected_row td[name='${NUMBER}'] input`)?.select();
            return;
        }
        const next = this.nextToEnter(record);
        if (next) {
            await this.editNumber(next);
        } else {
            await this.props.list.leaveEditMode();
        }
    }
}

export class ParcelRowsField extends X2ManyField {
    static components = { ...X2ManyField.components, ListRenderer: ParcelRowsRenderer };
}

registry.category("fields").add("parcel_rows", { ...x2ManyField, component: ParcelRowsField });
