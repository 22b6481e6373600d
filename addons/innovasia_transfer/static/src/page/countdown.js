const DAY = 86400;
let timer;

function text(seconds, days) {
    // Up to two days people count in hours.
    const whole = seconds < 2 * DAY ? 0 : Math.floor(seconds / DAY);
    const rest = seconds - whole * DAY;
    const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
    const digits = clock.map((part) => String(part).padStart(2, "0")).join(":");
    return whole ? `${whole} ${days} ${digits}` : digits;
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
        place.textContent = left ? text(left, page.dataset.textDays) : page.dataset.textOver;
    };
    place.hidden = false;
    tick();
    timer = setInterval(tick, 1000);
}
