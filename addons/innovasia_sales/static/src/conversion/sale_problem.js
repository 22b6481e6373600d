import { parseAmount } from "@innovasia_sales/conversion/money";

import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/**
 * What is missing of a sale, in a sentence; empty when it can be saved.
 *
 * @param {import("@innovasia_sales/conversion/sale_draft").SaleDraft} draft
 */
export function problemOf(draft) {
    if (!draft.lines.length) {
        return _t("Tick at least one product.");
    }
    const unpriced = draft.lines.find((line) => !draft.pricedLines.includes(line));
    if (unpriced) {
        return unpriced.product.is_donation
            ? _t("How much is given for “%s”?", unpriced.product.name)
            : _t("How many of “%s”?", unpriced.product.name);
    }
    if (
        draft.isShipped &&
        draft.shippingCost.trim() &&
        parseAmount(draft.shippingCost) === undefined
    ) {
        return _t("“%s” is no amount. Write it as 15.000.", draft.shippingCost);
    }
    if (!draft.methodId) {
        return _t("Choose how the customer paid.");
    }
    return draft.isAwaited ? "" : problemOfPayment(draft);
}

/** What is missing of money that was paid already. */
function problemOfPayment(draft) {
    if (draft.amount.trim() && !(draft.paid > 0)) {
        return _t("“%s” is no amount. Write it as 250.000.", draft.amount);
    }
    if (!draft.paidAt?.isValid) {
        return _t("When did the customer pay? Choose a date and an hour.");
    }
    if (draft.paidAt > DateTime.now().plus({ minutes: 5 })) {
        return _t(
            "The payment lies in the future. Choose when the customer paid: now, or in the past."
        );
    }
    if (draft.difference && !draft.differs) {
        return _t(
            "The amount differs from the total. Correct one of them, or confirm the difference."
        );
    }
    return "";
}
