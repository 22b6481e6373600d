// Texts in Indonesian (default) and English.

const KNOWN = ["id", "en"];
let texts = {};
export let language = "id";

export async function load() {
    const asked = new URLSearchParams(location.search).get("lang");
    language =
        KNOWN.find((code) => code === asked) ||
        KNOWN.find((code) => code === localStorage.getItem("language")) ||
        "id";
    const answer = await fetch(`/static/i18n/${language}.json`);
    texts = await answer.json();
    document.documentElement.lang = language;
}

/** The text with this key; `{name}` is replaced by `values.name`. */
export function t(key, values = {}) {
    return (texts[key] ?? key).replace(/\{(\w+)\}/g, (_match, name) => values[name] ?? "");
}

export async function choose(code) {
    localStorage.setItem("language", code);
    const url = new URL(location.href);
    url.searchParams.delete("lang");
    history.replaceState(null, "", url);
    await load();
}

const locale = () => (language === "id" ? "id-ID" : "en-GB");

export const clock = (seconds) =>
    new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(
        new Date(seconds * 1000)
    );

/** "Today", "Yesterday", or the date; `now` is the simulated time. */
export function day(seconds, now) {
    const midnight = (at) => new Date(at * 1000).setHours(0, 0, 0, 0);
    const days = Math.round((midnight(now) - midnight(seconds)) / 86400000);
    if (days === 0) return t("today");
    if (days === 1) return t("yesterday");
    return new Intl.DateTimeFormat(locale(), {
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
    }).format(new Date(seconds * 1000));
}

export const shortDate = (seconds) =>
    new Intl.DateTimeFormat(locale(), { day: "2-digit", month: "2-digit", year: "2-digit" }).format(
        new Date(seconds * 1000)
    );

export const full = (seconds) =>
    new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "medium" }).format(
        new Date(seconds * 1000)
    );

export const money = (amount, currency) =>
    new Intl.NumberFormat(locale(), {
        style: "currency",
        currency: currency || "IDR",
        maximumFractionDigits: 0,
    }).format(amount);

/** A number with dots or commas between thousands. */
export const grouped = (number) => new Intl.NumberFormat(locale()).format(number);

/** A day that came as `2026-11-22`. */
export const date = (iso) =>
    new Intl.DateTimeFormat(locale(), { day: "2-digit", month: "short", year: "2-digit" }).format(
        new Date(`${iso}T00:00`)
    );

export function fileSize(bytes) {
    if (bytes < 1024) return `${bytes} B`;
    return bytes < 1048576
        ? `${Math.round(bytes / 1024)} kB`
        : `${(bytes / 1048576).toFixed(1)} MB`;
}
