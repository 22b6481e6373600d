import { Component, onWillStart, useExternalListener, useState } from "@odoo/owl";

import { CounterDay } from "@innovasia_sales/cashier/counter_day";
import { CounterDraft } from "@innovasia_sales/cashier/counter_draft";
import { CounterProducts } from "@innovasia_sales/cashier/counter_products";
import { WIDTHS, printSlip, setSlipWidth, slipWidth } from "@innovasia_sales/cashier/slip";
import { money, tidied, written } from "@innovasia_sales/conversion/money";
import { SaleCart } from "@innovasia_sales/conversion/sale_cart";

import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const PRINTS = "innovasia_sales.slip_prints";
/** What customers give: notes that cover the total, smallest first. */
const NOTES = [5_000, 10_000, 20_000, 50_000, 100_000];

/** Mode Kasir: products, cart, cash and change on one screen; the next customer is served at once. */
export class Counter extends Component {
    static template = "innovasia_sales.Counter";
    static components = { AutoComplete, CounterProducts, SaleCart };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.widths = Object.keys(WIDTHS);
        this.state = useState({
            draft: undefined,
            prints: browser.localStorage.getItem(PRINTS) === "1",
            receipt: undefined,
            width: slipWidth(),
        });
        onWillStart(() => this.begin());
        useBus(useService("barcode").bus, "barcode_scanned", ({ detail }) =>
            this.scan(detail.barcode)
        );
        useExternalListener(window, "keydown", (ev) => this.onKeydown(ev));
    }

    get draft() {
        return this.state.draft;
    }

    async begin() {
        const draft = new CounterDraft(this.orm);
        this.state.draft = draft;
        await this.state.draft.open();
    }

    tidied(text) {
        return tidied(text);
    }

    written(amount) {
        return written(amount);
    }

    money(amount) {
        return money(amount, this.draft.offer.currency.id);
    }

    /** Amounts that customers are likely to give, the exact one first. */
    get notes() {
        const { total } = this.draft;
        const rounded = NOTES.map((note) => Math.ceil(total / note) * note);
        return [...new Set([total, ...rounded])]
            .filter((amount) => amount >= total)
            .sort((a, b) => a - b)
            .slice(0, 5);
    }

    get exactText() {
        return _t("Exact");
    }

    get customerSources() {
        return [
            {
                options: async (term) => {
                    const found = await this.draft.customers(term.trim());
                    return found.map((customer) => ({
                        label: customer.phone
                            ? `${customer.name} · ${customer.phone}`
                            : customer.name,
                        onSelect: () => this.draft.setCustomer(customer),
                    }));
                },
            },
        ];
    }

    /**
     * Whose sale it is: what comes while a sale is being saved, or when it is paid, is for the next customer.
     *
     * @returns {Promise<CounterDraft>}
     */
    async serve() {
        await this.paying;
        if (this.state.receipt) {
            await this.next();
        }
        return this.draft;
    }

    async scan(code) {
        const draft = await this.serve();
        await draft.entering.exec(() => draft.scan(code));
    }

    /** A second press while the first is on its way pays nothing. */
    async pay() {
        if (this.state.receipt) {
            return this.next();
        }
        this.paying ??= this.sell().finally(() => (this.paying = undefined));
        return this.paying;
    }

    async sell() {
        const receipt = await this.draft.save();
        if (receipt) {
            CounterDraft.forget();
            this.state.receipt = receipt;
            if (this.mustPrint(receipt)) {
                this.print();
            }
        }
    }

    mustPrint() {
        return this.state.prints;
    }

    async next() {
        this.state.receipt = undefined;
        await this.begin();
    }

    async clear() {
        CounterDraft.forget();
        await this.begin();
    }

    print() {
        printSlip(this.state.receipt, this.draft.offer.currency.id);
    }

    showDay() {
        this.dialog.add(CounterDay, { currencyId: this.draft.offer.currency.id });
    }

    setWidth(width) {
        this.state.width = width;
        setSlipWidth(width);
    }

    setPrints(prints) {
        this.state.prints = prints;
        browser.localStorage.setItem(PRINTS, prints ? "1" : "0");
    }

    onKeydown(ev) {
        if (ev.repeat) {
            return; // whoever holds a key down pays, and does not go on to the next customer
        }
        if (ev.key === "F2") {
            this.draft.focus = { name: "search" };
        } else if (ev.key === "F9") {
            this.pay();
        } else if (ev.key === "Enter" && this.state.receipt && ev.target.tagName !== "BUTTON") {
            this.next();
        } else {
            return;
        }
        ev.preventDefault();
    }
}

registry.category("actions").add("innovasia_sales.counter", Counter);
