import { parseAmount } from "@innovasia_sales/conversion/money";
import { SaleDraft } from "@innovasia_sales/conversion/sale_draft";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";

const KEPT = "innovasia_sales.counter";

/** A sale at the counter: who buys may stay unknown, and cash gives change. A lost page or connection loses nothing. */
export class CounterDraft extends SaleDraft {
    constructor(orm) {
        const call = (method, ...args) => orm.silent.call("sale.order", method, args);
        super({
            open: () => call("cashier_open"),
            products: (term) => call("cashier_products", term, this.partnerId),
            quote: (values) => call("cashier_quote", values, this.partnerId),
            save: (values) => call("cashier_sell", values, this.partnerId),
        });
        this.customers = (term) => call("cashier_customers", term);
        this.scanned = (code) => call("cashier_scan", code, this.partnerId);
        /** @type {{id: number, name: string, phone?: string}|undefined} */
        this.customer = undefined;
        this.cash = "";
        this.restore();
    }

    get partnerId() {
        return this.customer?.id ?? false;
    }

    /** What the customer gives; undefined for what is no amount. */
    get received() {
        return this.cash.trim() ? parseAmount(this.cash) : this.total;
    }

    get change() {
        return this.method?.is_cash ? Math.max((this.received ?? 0) - this.total, 0) : 0;
    }

    get problem() {
        if (!this.lines.length) {
            return _t("Scan or touch a product first.");
        }
        if (this.method?.is_cash && this.received === undefined) {
            return _t("“%s” is no amount. Write it as 50.000.", this.cash);
        }
        if (this.method?.is_cash && this.received < this.total) {
            return _t("The customer has not given enough yet.");
        }
        return super.problem;
    }

    get saved() {
        return {
            cash_received: this.method?.is_cash ? this.received : false,
            key: this.key,
            lines: this.values(this.lines),
            note: this.note,
            payment_method_id: this.methodId,
            total: this.total,
        };
    }

    setCustomer(customer) {
        this.customer = customer;
        this.changed();
    }

    setMethod(id) {
        Object.assign(this, { error: "", methodId: id });
    }

    setCash(text) {
        Object.assign(this, { cash: text, error: "" });
    }

    async scan(code) {
        try {
            const product = await this.scanned(code);
            if (product) {
                this.add(product);
            } else {
                this.error = _t("No product has the barcode %s.", code);
            }
        } catch (error) {
            this.refused(error);
        }
    }

    // --- what survives a reload -------------------------------------------------------

    changed() {
        super.changed();
        this.keep();
    }

    keep() {
        const { customer, key, lines } = this;
        browser.localStorage.setItem(KEPT, JSON.stringify({ customer, key, lines }));
    }

    restore() {
        let kept;
        try {
            kept = JSON.parse(browser.localStorage.getItem(KEPT));
        } catch {
            // written by something else: the counter begins empty
        }
        if (Array.isArray(kept?.lines) && kept.lines.length) {
            Object.assign(this, { customer: kept.customer, key: kept.key, lines: kept.lines });
        }
    }

    static forget() {
        browser.localStorage.removeItem(KEPT);
    }
}
