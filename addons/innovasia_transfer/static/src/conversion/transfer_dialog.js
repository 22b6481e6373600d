import { Component } from "@odoo/owl";

import { TransferCard } from "@innovasia_transfer/conversion/transfer_card";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";

/** What a customer is to transfer, right after the sale was entered. */
export class TransferDialog extends Component {
    static template = "innovasia_transfer.TransferDialog";
    static components = { Dialog, TransferCard };
    static props = { close: Function, transfer: Object };

    get title() {
        return _t("Bank transfer of %s", this.props.transfer.order);
    }
}
