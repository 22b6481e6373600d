import { Thread } from "@mail/core/common/thread_model";

import { SaleDialog } from "@innovasia_sales/conversion/sale_dialog";
import { SaleDraft } from "@innovasia_sales/conversion/sale_draft";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /** When the purchases of this customer changed last; the panel loads them again. */
        this.wa_purchases_at = undefined;
        /** @type {SaleDraft|undefined} what was begun to be entered of a sale */
        this.waSaleDraft = undefined;
    },
    /** Who looks on enters no sales to a colleague's customer. */
    get waCanConvert() {
        return Boolean(
            this.isWhatsapp &&
            this.wa_partner_id &&
            !this.waGoneText &&
            (!this.waIsOfColleague || this.waIsSupervised)
        );
    },
    /**
     * Opens the window in which a sale to this customer is entered, or goes on with it.
     *
     * @param {number[]} [fileIds] files of the conversation that show the payment
     */
    waConvert(fileIds = []) {
        this.waSaleDraft ??= new SaleDraft(this.waSaleBackend);
        const draft = this.waSaleDraft;
        draft.fileIds = [...new Set([...draft.fileIds, ...fileIds])];
        draft.error = "";
        this.store.env.services.dialog.add(SaleDialog, {
            draft,
            onDiscarded: () => (this.waSaleDraft = undefined),
            onSaved: (saved) => {
                this.waSaleDraft = undefined;
                this.waSaleSaved(saved);
            },
            saveText: _t("Save conversion"),
            title: _t("Conversion: %s", this.displayName),
        });
    },
    /**
     * Says what was entered; addons with sales of their own extend it.
     *
     * @param {{model: string, id: number, name: string}} saved as the server told it
     */
    waSaleSaved({ name }) {
        this.waSay(_t("%s waits to be verified.", name));
    },
    get waSaleBackend() {
        const { orm } = this.store.env.services;
        const call = (method, ...args) =>
            orm.silent.call("discuss.channel", method, [[this.id], ...args]);
        return {
            open: () => call("wa_conversion", this.waSaleDraft?.fileIds ?? []),
            products: (term) => call("wa_conversion_products", term),
            quote: (values) => call("wa_conversion_quote", values),
            save: (values) => call("wa_convert", values),
        };
    },
});
