import { onWillUnmount, useEffect } from "@odoo/owl";

import { Counter } from "@innovasia_sales/cashier/counter";

import { splitAmount } from "@innovasia_transfer/conversion/amount";

import { browser } from "@web/core/browser/browser";
import { ConnectionLostError } from "@web/core/network/rpc";
import { patch } from "@web/core/utils/patch";

const LOOK = 4_000; // ms

/** A customer who pays by transfer: the counter shows the amount, and gives the goods when the money is there. */
patch(Counter.prototype, {
    setup() {
        super.setup(...arguments);
        this.looking = undefined;
        useEffect(
            (transferId) => {
                if (transferId) {
                    this.looking = browser.setInterval(() => this.look(transferId), LOOK);
                    return () => browser.clearInterval(this.looking);
                }
            },
            () => [this.awaited?.id]
        );
        onWillUnmount(() => browser.clearInterval(this.looking));
    },
    /** What is to be transferred, until it has arrived. */
    get awaited() {
        const { receipt } = this.state;
        return receipt?.state === "awaited" ? receipt.transfer : undefined;
    },
    get awaitedAmount() {
        return splitAmount(this.awaited.remaining, this.draft.offer.currency.id);
    },
    /** A slip is for what is paid. */
    mustPrint({ state }) {
        return state !== "awaited" && super.mustPrint(...arguments);
    },
    /** A slow server is not asked again before it has answered. */
    async look(transferId) {
        if (this.isAsking) {
            return;
        }
        this.isAsking = true;
        let receipt;
        try {
            receipt = await this.orm.silent.call("sale.order", "cashier_transfer", [transferId]);
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return; // it looks again in a moment
            }
            throw error;
        } finally {
            this.isAsking = false;
        }
        if (this.awaited?.id !== transferId) {
            return;
        }
        this.state.receipt = receipt;
        if (receipt.state === "accepted" && this.mustPrint(receipt)) {
            this.print();
        }
    },
});
