import { CustomerPicker } from "@innovasia_sales/conversion/customer_picker";
import { SaleDialog } from "@innovasia_sales/conversion/sale_dialog";
import { SaleDraft } from "@innovasia_sales/conversion/sale_draft";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** A sale of which the customer is chosen, too. */
class ManualDraft extends SaleDraft {
    constructor(orm) {
        const call = (method, ...args) => orm.silent.call("sale.transaction", method, args);
        super({
            open: () => call("entry_open", this.partnerId),
            products: (term) => call("entry_products", term, this.partnerId),
            quote: (values) => call("entry_quote", values, this.partnerId),
            save: (values) => call("entry_save", values, this.customer),
        });
        /** @type {{id?: number, name: string, phone?: string, number?: string}|undefined} */
        this.customer = undefined;
        this.focus = { name: "customer" };
    }

    get partnerId() {
        return this.customer?.id ?? false;
    }

    /** Prices may be this customer's own. */
    setCustomer(customer) {
        Object.assign(this, { customer, error: "" });
        if (customer?.id) {
            this.focus = { name: "search" };
        }
        this.open();
    }

    get problem() {
        if (!this.customer) {
            return _t("Who bought? Choose a customer, or write the name of a new one.");
        }
        if (!this.customer.id && !this.customer.name.trim()) {
            return _t("What is the name of the new customer?");
        }
        return super.problem;
    }
}

/** @type {ManualDraft|undefined} what was begun, until it is saved or thrown away */
let draft;

/** Menu Sales, Transactions, New: order and pending transaction in one window. */
export function enterTransaction(env) {
    draft ??= new ManualDraft(env.services.orm);
    const forget = () => (draft = undefined);
    env.services.dialog.add(ManualDialog, {
        draft,
        onDiscarded: forget,
        onSaved: async ({ id, model }) => {
            forget();
            const action = await env.services.orm.call(model, "action_wa_open", [[id]]);
            env.services.action.doAction(action);
        },
        saveText: _t("Save transaction"),
        title: _t("New transaction"),
    });
}

class ManualDialog extends SaleDialog {
    static template = "innovasia_sales.ManualDialog";
    static components = { ...SaleDialog.components, CustomerPicker };
}

registry.category("actions").add("innovasia_sales.enter_transaction", enterTransaction);
