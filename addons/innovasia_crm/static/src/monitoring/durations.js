const { DateTime, Settings } = luxon;

const STEPS = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
];

function spell(amount, unit) {
    return new Intl.NumberFormat(Settings.defaultLocale, {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: 0,
    }).format(amount);
}

/**
 * Says how long something takes, in its two largest units at most.
 *
 * @param {number} seconds
 * @returns {string} in the user's language, such as "3 min 20 sec"
 */
export function formatSeconds(seconds) {
    const rounded = Math.max(0, Math.round(seconds));
    const first = Math.max(
        0,
        STEPS.findIndex(([, size]) => rounded >= size)
    );
    if (!rounded) {
        return spell(0, "second");
    }
    const [unit, size] = STEPS[first];
    const parts = [spell(Math.floor(rounded / size), unit)];
    const [nextUnit, nextSize] = STEPS[first + 1] ?? [];
    const rest = nextUnit ? Math.floor((rounded % size) / nextSize) : 0;
    if (rest) {
        parts.push(spell(rest, nextUnit));
    }
    return parts.join(" ");
}

/**
 * Finds a distance between the lines of a scale of seconds that a person can read off.
 *
 * @param {number} most the largest value
 * @returns {number} seconds
 */
export function stepOfSeconds(most) {
    const steps = [1, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400];
    return steps.find((step) => most / step <= 6) ?? Math.ceil(most / 6 / 86400) * 86400;
}

/**
 * @param {import("luxon").DateTime} moment
 * @param {import("luxon").DateTime} now
 * @returns {string} how long it is ago, in the user's language
 */
export function formatAgo(moment, now) {
    // never in the future, not even by a second
    const seconds = Math.max(1, Math.round(now.diff(moment, "seconds").seconds));
    const base = DateTime.now();
    return base.minus({ seconds }).toRelative({ base });
}
