import { Component, useEffect, useState } from "@odoo/owl";

import { Latest } from "@innovasia_transfer/board/latest";
import { TransferCard } from "@innovasia_transfer/conversion/transfer_card";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** What a customer is to transfer, right after the sale was entered; it follows what becomes of that. */
export class TransferDialog extends Component {
    static template = "innovasia_transfer.TransferDialog";
    static components = { Dialog, TransferCard };
    static props = { close: Function, thread: Object, transfer: Object };

    setup() {
        this.orm = useService("orm");
        this.latest = new Latest();
        this.thread = useState(this.props.thread);
        this.state = useState({ transfer: this.props.transfer });
        useEffect(
            () => {
                this.look();
            },
            () => [this.thread.wa_purchases_at]
        );
    }

    get title() {
        return _t("Bank transfer of %s", this.props.transfer.order);
    }

    async look() {
        const { thread, transfer } = this.props;
        const call = [[thread.id], transfer.id];
        const known = await this.latest.add(
            this.orm.silent.call("discuss.channel", "wa_intent", call)
        );
        this.state.transfer = known || this.state.transfer;
    }
}
