import { Component, useEffect, useRef, useState } from "@odoo/owl";

import { money, tidied } from "@innovasia_sales/conversion/money";
import { parseQuantity } from "@innovasia_sales/conversion/sale_draft";

/** What was ticked: how many, or how much is given, and what it costs. */
export class SaleCart extends Component {
    static template = "innovasia_sales.SaleCart";
    static props = { draft: Object };

    setup() {
        this.draft = useState(this.props.draft);
        this.root = useRef("root");
        useEffect(
            (focus) => {
                if (focus.name === "line") {
                    const input = this.root.el.querySelector(
                        `[data-product-id="${focus.productId}"] input`
                    );
                    input?.focus();
                    input?.select();
                }
            },
            () => [this.draft.focus]
        );
    }

    tidied(text) {
        return tidied(text);
    }

    money(amount) {
        return money(amount, this.draft.offer.currency.id);
    }

    /** Whether more is sold than there is. */
    isShort(line) {
        const { stock } = line.product;
        return stock !== false && (parseQuantity(line.quantity) ?? 0) > stock;
    }

    /** Enter leads back to the search, for the next product. */
    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.ctrlKey && !ev.metaKey) {
            ev.preventDefault();
            this.draft.focus = { name: "search" };
        }
    }
}
