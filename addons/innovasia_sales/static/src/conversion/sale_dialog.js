import { Component, onMounted, useState } from "@odoo/owl";

import { SaleForm } from "@innovasia_sales/conversion/sale_form";

import { Dialog } from "@web/core/dialog/dialog";

/** A window in which a sale is entered. Closing it keeps what was entered, Discard throws it away. */
export class SaleDialog extends Component {
    static template = "innovasia_sales.SaleDialog";
    static components = { Dialog, SaleForm };
    static props = {
        close: Function,
        draft: Object,
        onDiscarded: Function,
        onSaved: Function,
        saveText: String,
        title: String,
    };

    setup() {
        this.draft = useState(this.props.draft);
        // not before it is mounted: what arrives is rendered, which would begin anew with it
        onMounted(() => this.draft.open());
    }

    async save() {
        const saved = await this.draft.save();
        if (saved) {
            this.props.onSaved(saved);
            this.props.close();
        }
    }

    discard() {
        this.props.onDiscarded();
        this.props.close();
    }
}
