import { Component, useEffect, useState } from "@odoo/owl";

import { ConversationCare } from "@innovasia_crm/panel/conversation_care";
import { longDate, shortDate } from "@innovasia_crm/panel/panel_notes";

import { money } from "@innovasia_sales/conversion/money";

import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";

/** Pembelian Produk: what the customer of a conversation bought, and the way to enter more. */
export class PurchasesPanel extends Component {
    static template = "innovasia_sales.PurchasesPanel";
    static components = { Dropdown, DropdownItem };
    static props = ["thread"];

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        Object.assign(this, { longDate, money, shortDate });
        this.state = useState({ purchases: undefined, threadId: undefined });
        useEffect(
            () => {
                this.load(this.thread);
            },
            () => [this.thread.id, this.thread.wa_purchases_at, this.thread.wa_partner_id?.id]
        );
    }

    /** @returns {import("models").Thread} */
    get thread() {
        return this.props.thread;
    }

    /** What the server told of this customer; undefined until it did. */
    get purchases() {
        return this.state.threadId === this.thread.id ? this.state.purchases : undefined;
    }

    async load(thread) {
        try {
            const request = this.orm.silent.call("discuss.channel", "wa_purchases", [[thread.id]]);
            const purchases = await this.keepLast.add(request);
            Object.assign(this.state, { purchases, threadId: thread.id });
        } catch (error) {
            // it may have gone to a colleague in between: then the screen says so
            await thread.waConversations.refresh([thread.id]);
            if (!thread.waGoneText) {
                throw error;
            }
        }
    }

    age(date) {
        return deserializeDateTime(date).toRelative();
    }

    payment(order) {
        return this.payments[order.payment];
    }

    /** How the payment of an order is called, by what the server told of it. */
    get payments() {
        return {
            none: { label: _t("Not paid"), color: "text-bg-light" },
            partial: { label: _t("Partly paid"), color: "text-bg-warning" },
            paid: { label: _t("Paid"), color: "text-bg-success" },
            pending: { label: _t("To be verified"), color: "text-bg-warning" },
        };
    }

    async open(model, record) {
        if (record.may_open) {
            const action = await this.orm.call(model, "action_wa_open", [[record.id]]);
            this.action.doAction(action);
        }
    }
}
ConversationCare.components.PurchasesPanel = PurchasesPanel;
