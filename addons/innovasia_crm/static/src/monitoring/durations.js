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
 * @param {import("luxon").DateTime} moment
 * @param {import("luxon").DateTime} now
 * @returns {string} how long it is ago, in the user's language
 */
export function formatAgo(moment, now) {
    const seconds = Math.max(0, now.diff(moment, "seconds").seconds);
    const base = DateTime.fromMillis(now.toMillis());
    return base.minus({ seconds }).toRelative({ base, style: "long" });
}
