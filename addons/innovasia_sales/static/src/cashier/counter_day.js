import { Component, onWillStart, useState } from "@odoo/owl";

import { printSlip } from "@innovasia_sales/cashier/slip";
import { money } from "@innovasia_sales/conversion/money";

import { Dialog } from "@web/core/dialog/dialog";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";

/** What this cashier sold today: by method, to count the drawer; and each sale, to print it again. */
export class CounterDay extends Component {
    static template = "innovasia_sales.CounterDay";
    static components = { Dialog };
    static props = { close: Function, currencyId: Number };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ day: undefined });
        onWillStart(async () => {
            this.state.day = await this.orm.call("sale.transaction", "cashier_day");
        });
    }

    money(amount) {
        return money(amount, this.props.currencyId);
    }

    hour(date) {
        return deserializeDateTime(date).toFormat("HH:mm");
    }

    async print(sale) {
        printSlip(
            await this.orm.call("sale.transaction", "cashier_receipt", [sale.id]),
            this.props.currencyId
        );
    }
}
