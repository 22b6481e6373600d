import { Thread } from "@mail/core/common/thread_model";

import { TransferDialog } from "@innovasia_transfer/conversion/transfer_dialog";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {number[]} transfers that are expected of this customer, the latest first */
        this.waTransferIds = [];
    },
    waSaleSaved(saved) {
        if (saved.model !== "transfer.intent") {
            return super.waSaleSaved(...arguments);
        }
        this.store.env.services.dialog.add(TransferDialog, {
            thread: this,
            transfer: saved,
        });
    },
    /**
     * Opens the form in which the evidence of a transfer is gathered.
     *
     * @param {number} transferId transfer.intent
     * @param {number[]} [fileIds] files of the conversation that show the transfer
     */
    async waVerifyTransfer(transferId, fileIds = []) {
        const { action, orm } = this.store.env.services;
        const method = "wa_verify_transfer";
        action.doAction(
            await orm.call("discuss.channel", method, [[this.id], transferId, fileIds])
        );
    },
});
