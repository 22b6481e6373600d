const { Settings } = luxon;

/**
 * @param {number} value
 * @returns {string} as the user's language writes it, with one decimal at most
 */
export function formatNumber(value) {
    return new Intl.NumberFormat(Settings.defaultLocale, { maximumFractionDigits: 1 }).format(
        value
    );
}
