import { Component, useState } from "@odoo/owl";

import { EvidencePicker } from "@innovasia_sales/conversion/evidence_picker";
import { money, tidied } from "@innovasia_sales/conversion/money";
import { ProductPicker } from "@innovasia_sales/conversion/product_picker";
import { SaleCart } from "@innovasia_sales/conversion/sale_cart";

import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { localization } from "@web/core/l10n/localization";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** What a customer bought, and how, when and how much was paid. */
export class SaleForm extends Component {
    static template = "innovasia_sales.SaleForm";
    static components = { DateTimeInput, EvidencePicker, ProductPicker, SaleCart };
    static props = { draft: Object, slots: { type: Object, optional: true } };

    setup() {
        this.draft = useState(this.props.draft);
    }

    get maxDate() {
        return DateTime.now().endOf("day");
    }

    /** Day and hour as this person writes them; seconds are nobody's matter. */
    get format() {
        return localization.dateTimeFormat.replace(/[:.]ss/, "");
    }

    get isFuture() {
        return this.draft.paidAt && this.draft.paidAt > DateTime.now().plus({ minutes: 5 });
    }

    money(amount) {
        return money(amount, this.draft.offer.currency.id);
    }

    get differenceText() {
        const { difference } = this.draft;
        return difference > 0
            ? _t("%s more than the total.", this.money(difference))
            : _t("%s less than the total.", this.money(-difference));
    }

    setPaidAt(date) {
        Object.assign(this.draft, { error: "", paidAt: date });
    }

    setAmount(text) {
        Object.assign(this.draft, { amount: text, differs: false, error: "" });
    }

    tidyAmount(text) {
        this.draft.amount = tidied(text);
    }

    setMethod(id) {
        Object.assign(this.draft, { error: "", methodId: id });
    }

    onPaste(ev) {
        if (ev.clipboardData.files.length) {
            ev.preventDefault();
            this.draft.attach(ev.clipboardData.files);
        }
    }
}
