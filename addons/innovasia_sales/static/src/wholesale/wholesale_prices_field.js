import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatMonetary } from "@web/views/fields/formatters";
import { parseFloat } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component, useState } from "@odoo/owl";

/** 15.500 or 1,250,000: nobody has prices of a thousandth, in whatever language the screen is. */
const THOUSANDS = /^\d{1,3}([.,]\d{3})+$/;

/** A product's prices in a table: a row for each quantity, a column for each price list. */
export class WholesalePricesField extends Component {
    static template = "innovasia_sales.WholesalePricesField";
    static props = { ...standardFieldProps };

    setup() {
        /** Cells with something that is no number: what was typed, and what is wrong with it. */
        this.wrong = useState({});
    }

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
        return price === undefined
            ? ""
            : formatFloat(price, { digits: [16, 2], trailingZeros: false });
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
        const cell = `${index}-${column.id}`;
        const text = ev.target.value.trim();
        const prices = { ...this.rows[index].prices };
        if (text) {
            const price = this.read(text);
            if (price === undefined) {
                return this.mark(cell, text, _t("This is not a number."));
            }
            prices[column.id] = price;
        } else {
            delete prices[column.id];
        }
        this.unmark(cell);
        return this.update(this.rows.map((row, at) => (at === index ? { ...row, prices } : row)));
    }

    onQuantity(index, ev) {
        const cell = `${index}-quantity`;
        const text = ev.target.value.trim();
        const quantity = this.read(text);
        if (quantity === undefined || quantity <= 1) {
            return this.mark(cell, text, _t("A quantity above 1."));
        }
        if (this.rows.some((row, at) => at !== index && row.quantity === quantity)) {
            return this.mark(cell, text, _t("There is a row from this quantity already."));
        }
        this.unmark(cell);
        return this.update(this.rows.map((row, at) => (at === index ? { ...row, quantity } : row)));
    }

    /** The number somebody typed, in the spelling of their language; undefined when it is none. */
    read(text) {
        try {
            const number = THOUSANDS.test(text)
                ? Number(text.replace(/[.,]/g, ""))
                : parseFloat(text);
            return Number.isFinite(number) && number >= 0 ? number : undefined;
        } catch {
            return undefined;
        }
    }

    /** What is typed stays, is marked, and keeps the product from being saved without it. */
    mark(cell, text, reason) {
        this.wrong[cell] = { text, reason };
        this.props.record.setInvalidField(this.props.name);
    }

    unmark(cell) {
        delete this.wrong[cell];
        if (!Object.keys(this.wrong).length) {
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
        for (const cell of Object.keys(this.wrong)) {
            this.unmark(cell);
        }
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
