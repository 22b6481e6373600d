import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatMonetary } from "@web/views/fields/formatters";
import { parseFloat } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

/** 15.500 or 1,250,000: nobody has prices of a thousandth, in whatever language the screen is. */
const THOUSANDS = /^\d{1,3}([.,]\d{3})+$/;

/** A product's prices in a table: a row for each quantity, a column for each price list. */
export class WholesalePricesField extends Component {
    static template = "innovasia_sales.WholesalePricesField";
    static props = { ...standardFieldProps };

    get value() {
        return this.props.record.data[this.props.name] || { columns: [], rows: [], others: 0 };
    }

    get rows() {
        return this.value.rows;
    }

    quantity(row) {
        return formatFloat(row.quantity, { digits: [16, 2], trailingZeros: false });
    }

    price(row, column) {
        const price = row.prices[column.id];
        return price === undefined ? "" : formatFloat(price, { digits: [16, 2], trailingZeros: false });
    }

    /** What a customer pays where the cell is empty: the last price above it, or the product's own. */
    otherwise(index, column) {
        for (let above = index - 1; above >= 0; above--) {
            const price = this.rows[above].prices[column.id];
            if (price !== undefined) {
                return this.money(price);
            }
        }
        return this.money(this.props.record.data.list_price || 0);
    }

    money(price) {
        const currency = this.props.record.data.currency_id;
        const digits = Number.isInteger(price) ? [16, 0] : undefined;
        return formatMonetary(price, { currencyId: currency && currency.id, digits });
    }

    update(rows) {
        return this.props.record.update({ [this.props.name]: { ...this.value, rows } });
    }

    onPrice(index, column, ev) {
        const text = ev.target.value.trim();
        const prices = { ...this.rows[index].prices };
        if (text) {
            const price = this.read(ev.target, text);
            if (price === undefined) {
                return;
            }
            prices[column.id] = price;
        } else {
            delete prices[column.id];
        }
        this.unmark(ev.target);
        this.update(this.rows.map((row, at) => (at === index ? { ...row, prices } : row)));
    }

    onQuantity(index, ev) {
        const quantity = this.read(ev.target, ev.target.value.trim());
        const taken = this.rows.some((row, at) => at !== index && row.quantity === quantity);
        if (quantity === undefined || quantity <= 1 || taken) {
            this.mark(ev.target, taken ? _t("There is a row from this quantity already.") : _t("A quantity above 1."));
            return;
        }
        this.unmark(ev.target);
        this.update(this.rows.map((row, at) => (at === index ? { ...row, quantity } : row)));
    }

    /** The number somebody typed, in the spelling of their language; undefined when it is none, and marked so. */
    read(input, text) {
        try {
            const number = THOUSANDS.test(text) ? Number(text.replace(/[.,]/g, "")) : parseFloat(text);
            if (Number.isFinite(number) && number >= 0) {
                return number;
            }
        } catch {
            // Said below: what is no number is marked, and stays as it was typed.
        }
        this.mark(input, _t("This is not a number."));
        return undefined;
    }

    /** What is typed stays, is marked, and keeps the product from being saved without it. */
    mark(input, reason) {
        input.classList.add("is-invalid");
        input.title = reason;
        this.props.record.setInvalidField(this.props.name);
    }

    unmark(input) {
        input.classList.remove("is-invalid");
        input.title = "";
        if (!input.closest("table").querySelector(".is-invalid")) {
            this.props.record.resetFieldValidity(this.props.name);
        }
    }

    /** A new row begins where a shop would: at a dozen, then at the double of the last one. */
    addRow() {
        const last = Math.max(...this.rows.map((row) => row.quantity), 1);
        const quantity = last < 12 ? 12 : last * 2;
        this.update([...this.rows, { quantity, prices: {} }]);
    }

    removeRow(index) {
        this.props.record.resetFieldValidity(this.props.name);
        this.update(this.rows.filter((_row, at) => at !== index));
    }
}

export const wholesalePricesField = {
    component: WholesalePricesField,
    displayName: _t("Wholesale prices"),
    supportedTypes: ["json", "jsonb"],
    fieldDependencies: [
        { name: "list_price", type: "float" },
        { name: "currency_id", type: "many2one" },
    ],
};

registry.category("fields").add("wholesale_prices", wholesalePricesField);
