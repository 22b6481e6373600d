import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat, formatMonetary } from "@web/views/fields/formatters";
import { parseFloat } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { Component } from "@odoo/owl";

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

    get isNew() {
        return !this.props.record.resId;
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
        return formatMonetary(price, { currencyId: currency && currency.id });
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
        ev.target.classList.remove("is-invalid");
        this.update(this.rows.map((row, at) => (at === index ? { ...row, prices } : row)));
    }

    onQuantity(index, ev) {
        const quantity = this.read(ev.target, ev.target.value.trim());
        const taken = this.rows.some((row, at) => at !== index && row.quantity === quantity);
        if (quantity === undefined || quantity <= 1 || taken) {
            ev.target.classList.add("is-invalid");
            ev.target.title = taken ? _t("There is a row from this quantity already.") : _t("A quantity above 1.");
            return;
        }
        ev.target.classList.remove("is-invalid");
        ev.target.title = "";
        this.update(this.rows.map((row, at) => (at === index ? { ...row, quantity } : row)));
    }

    /** The number somebody typed, in the spelling of their language; undefined when it is none, and marked so. */
    read(input, text) {
        try {
            const number = parseFloat(text);
            if (Number.isFinite(number) && number >= 0) {
                return number;
            }
        } catch {
            // Said below: what is no number is marked, and stays as it was typed.
        }
        input.classList.add("is-invalid");
        input.title = _t("This is not a number.");
        return undefined;
    }

    /** A new row begins where a shop would: at a dozen, then at the double of the last one. */
    addRow() {
        const last = Math.max(...this.rows.map((row) => row.quantity), 1);
        const quantity = last < 12 ? 12 : last * 2;
        this.update([...this.rows, { quantity, prices: {} }]);
    }

    removeRow(index) {
        this.update(this.rows.filter((_, at) => at !== index));
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
