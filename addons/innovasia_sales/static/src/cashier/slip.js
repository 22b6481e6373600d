import { browser } from "@web/core/browser/browser";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { renderToElement } from "@web/core/utils/render";

import { money } from "@innovasia_sales/conversion/money";

const KEPT = "innovasia_sales.slip_width";
/** Millimetres of paper, and what a thermal printer can write on. */
export const WIDTHS = { 58: 48, 80: 72 };

export function slipWidth() {
    return browser.localStorage.getItem(KEPT) in WIDTHS ? browser.localStorage.getItem(KEPT) : "58";
}

export function setSlipWidth(width) {
    browser.localStorage.setItem(KEPT, width);
}

/** Any printer that the computer knows prints it: 58 and 80 mm thermal ones too, with the driver that came along. */
const style = (width) => `
    @page { size: ${width}mm auto; margin: 0; }
    body { margin: 0; }
    .slip { width: ${WIDTHS[width]}mm; margin: 0 auto; padding: 2mm 0; font: 9pt/1.3 monospace; color: #000; }
    .slip h1 { margin: 0; font-size: 12pt; }
    .slip p { margin: 0; }
    .slip hr { border: 0; border-top: 1px dashed #000; }
    .slip table { width: 100%; border-collapse: collapse; font: inherit; }
    .slip td { padding: 0; vertical-align: top; }
    .slip .end { text-align: right; white-space: nowrap; }
    .slip .middle { text-align: center; }
    .slip .large { font-size: 11pt; font-weight: bold; }
`;

/**
 * Prints what was sold.
 *
 * @param {Object} receipt as the server tells it, see sale.transaction._cashier_receipt
 * @param {number} currencyId
 */
export function printSlip(receipt, currencyId) {
    const slip = renderToElement("innovasia_sales.Slip", {
        date: deserializeDateTime(receipt.date).toFormat("dd/MM/yyyy HH:mm"),
        money: (amount) => money(amount, currencyId),
        receipt,
    });
    const frame = document.createElement("iframe");
    frame.className = "o-wa-Slip-frame";
    frame.setAttribute("aria-hidden", "true");
    document.body.append(frame);
    const page = frame.contentDocument;
    const css = page.createElement("style");
    css.textContent = style(slipWidth());
    page.head.append(css);
    page.body.append(page.importNode(slip, true));
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.focus();
    frame.contentWindow.print();
}
