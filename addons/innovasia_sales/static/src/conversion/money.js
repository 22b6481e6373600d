import { formatCurrency } from "@web/core/currency";
import { formatFloat } from "@web/core/utils/numbers";

const UNITS = { jt: 1e6, juta: 1e6, k: 1e3, rb: 1e3, ribu: 1e3 };
const AMOUNT = /^(?:rp\.?)?([\d.,]+)(jt|juta|k|rb|ribu)?$/;

/**
 * Reads an amount as people write it: `250000`, `250.000`, `Rp 250,000`, `250rb`, `1,5 jt`.
 *
 * A separator with one or two digits behind it is a decimal one; others group thousands.
 *
 * @param {string} text
 * @returns {number|undefined} undefined for what is no amount
 */
export function parseAmount(text) {
    const match = AMOUNT.exec(text.toLowerCase().replace(/\s/g, ""));
    if (!match) {
        return undefined;
    }
    const [, written, unit] = match;
    const [, whole, decimals = ""] = /^([\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(written) ?? [];
    const digits = (whole ?? "").replace(/[.,]/g, "");
    if (!/\d/.test(digits + decimals)) {
        return undefined;
    }
    return Number(`${digits || 0}.${decimals || 0}`) * (UNITS[unit] ?? 1);
}

/** Writes an amount into a field, as `parseAmount` reads it. */
export function written(amount) {
    return formatFloat(amount, { digits: [16, Number.isInteger(amount) ? 0 : 2] });
}

/** What stays in a field that somebody leaves: amounts get their separators, anything else remains as typed. */
export function tidied(text) {
    const amount = parseAmount(text);
    return amount === undefined ? text : written(amount);
}

/** Writes an amount without decimals that say nothing. */
export function money(amount, currencyId) {
    const isWhole = Math.abs(amount - Math.round(amount)) < 0.005;
    return formatCurrency(amount, currencyId, isWhole ? { digits: [16, 0] } : {});
}
