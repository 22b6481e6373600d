import { Component, onWillStart, useState } from "@odoo/owl";

import { money, parseAmount, tidied } from "@innovasia_sales/conversion/money";

import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus, useService } from "@web/core/utils/hooks";

import { Latest } from "./latest";

const MODEL = "transfer.board";

/** Tells what will be booked before it is. */
export class MatchDialog extends Component {
    static template = "innovasia_transfer.MatchDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        mutation: Object,
        target: Object,
        currencyId: Number,
        onMatched: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.previews = new Latest();
        this.state = useState({ preview: undefined, typed: undefined, isSaving: false });
        useAutofocus({ refName: "confirm" });
        this.looking = this.look();
        onWillStart(() => this.looking);
    }

    get amount() {
        const { preview, typed } = this.state;
        return typed === undefined ? preview?.amount : parseAmount(typed);
    }

    get arguments() {
        const { mutation, target } = this.props;
        return [mutation.id, target.model, target.id];
    }

    money(amount) {
        return money(amount, this.props.currencyId);
    }

    async look() {
        this.state.preview = await this.previews.add(
            this.orm.call(MODEL, "preview", [...this.arguments, this.amount ?? false])
        );
    }

    onInput(ev) {
        this.state.typed = ev.target.value;
        if (this.amount) {
            this.looking = this.look();
        }
    }

    tidy() {
        this.state.typed = tidied(this.state.typed);
    }

    async confirm() {
        if (this.state.isSaving) {
            return;
        }
        this.state.isSaving = true;
        try {
            await this.looking; // of the amount that was just typed
            if (!this.amount || this.state.preview.problem) {
                return;
            }
            const settled = await this.orm.call(MODEL, "settle", [...this.arguments, this.amount]);
            this.props.close();
            await this.props.onMatched(settled);
        } finally {
            this.state.isSaving = false;
        }
    }
}
