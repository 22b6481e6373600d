import { PurchasesPanel } from "@innovasia_sales/conversion/purchases_panel";

import { TransferCard } from "@innovasia_transfer/conversion/transfer_card";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

PurchasesPanel.components.TransferCard = TransferCard;

patch(PurchasesPanel.prototype, {
    setup() {
        super.setup(...arguments);
        this.verify = (transfer) => this.thread.waVerifyTransfer(transfer.id);
    },
    async load(thread) {
        await super.load(...arguments);
        // messages of the conversation offer their pictures as proof of these
        if (this.state.threadId === thread.id) {
            thread.waTransferIds = this.state.purchases.transfers.map(({ id }) => id);
        }
    },
    get payments() {
        return {
            ...super.payments,
            transfer: { label: _t("Waiting for the transfer"), color: "text-bg-info" },
        };
    },
    /** Who looks on a colleague's customer asks finance for nothing. */
    get onVerify() {
        return this.thread.waCanConvert ? this.verify : undefined;
    },
});
