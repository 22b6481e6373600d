import { money } from "@innovasia_sales/conversion/money";

const DIGITS = 3;

/**
 * Cuts an amount before its last three digits, which the code is in and which have to be exact.
 *
 * @param {number} amount in rupiah
 * @param {number} currencyId
 * @returns {{head: string, tail: string, rest: string}} what is before the digits, the digits, and what follows them
 */
export function splitAmount(amount, currencyId) {
    const text = money(amount, currencyId);
    let at = text.length;
    let end = 0;
    for (let digits = 0; digits < DIGITS && at > 0; at--) {
        if (/\d/.test(text[at - 1])) {
            end ||= at;
            digits++;
        }
    }
    return { head: text.slice(0, at), tail: text.slice(at, end), rest: text.slice(end) };
}
