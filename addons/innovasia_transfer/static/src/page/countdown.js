import { text } from "./text";

const DAY = 86400;
let timer;

function clock(seconds) {
    // Up to two days people count in hours.
    const whole = seconds < 2 * DAY ? 0 : Math.floor(seconds / DAY);
    const rest = seconds - whole * DAY;
    const parts = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
    const digits = parts.map((part) => String(part).padStart(2, "0")).join(":");
    return whole ? `${whole} ${text("days")} ${digits}` : digits;
}

/** Count down to the deadline; by the server's clock, for the phone's may be wrong. */
export function startCountdown(page) {
    clearInterval(timer);
    const place = page.querySelector("#countdown");
    if (!place) {
        return;
    }
    const end = performance.now() + Number(page.dataset.seconds) * 1000;
    const tick = () => {
        const left = Math.max(0, Math.round((end - performance.now()) / 1000));
        place.textContent = left ? clock(left) : text("over");
    };
    place.hidden = false;
    tick();
    timer = setInterval(tick, 1000);
}
