import { Component, useEffect, useRef, useState } from "@odoo/owl";

import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** Who bought: somebody of the contact book, or somebody new with name and number. */
export class CustomerPicker extends Component {
    static template = "innovasia_sales.CustomerPicker";
    static components = { AutoComplete };
    static props = { draft: Object };

    setup() {
        this.draft = useState(this.props.draft);
        this.orm = useService("orm");
        this.number = useRef("number");
        useEffect(
            (isNew) => {
                if (isNew) {
                    this.number.el.focus();
                }
            },
            () => [Boolean(this.customer) && !this.customer.id]
        );
    }

    get customer() {
        return this.draft.customer;
    }

    get sources() {
        return [{ options: (term) => this.suggest(term.trim()) }];
    }

    async suggest(term) {
        const found = await this.orm.silent.call("sale.transaction", "entry_customers", [term]);
        const options = found.map((customer) => ({
            label: customer.phone ? `${customer.name} · ${customer.phone}` : customer.name,
            onSelect: () => this.draft.setCustomer(customer),
        }));
        if (term) {
            const isNumber = /^[+\d][\d\s()-]{5,}$/.test(term);
            const customer = isNumber ? { name: "", number: term } : { name: term, number: "" };
            options.push({
                cssClass: "o_m2o_dropdown_option",
                label: _t("New customer “%s”", term),
                onSelect: () => this.draft.setCustomer(customer),
            });
        }
        return options;
    }
}
