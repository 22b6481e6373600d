import { enterTransaction } from "@innovasia_sales/conversion/manual_entry";
import {
    TransactionKanbanController,
    TransactionListController,
} from "@innovasia_sales/verification/pending_list";

import { patch } from "@web/core/utils/patch";

/** "New" asks for customer, products and payment in one window; a payment of an order is entered from the order. */
const createInWindow = {
    async createRecord() {
        enterTransaction(this.env);
    },
};
patch(TransactionListController.prototype, createInWindow);
patch(TransactionKanbanController.prototype, createInWindow);
