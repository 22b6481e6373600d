import { text } from "./text";

/** Milliseconds between two looks: often at first, then less and less. */
const FIRST = 4000;
const GROWTH = 1.15;
const LONGEST = 60000;
const OVER = ["paid", "cancelled"];

/** Look how far the transfer is, while somebody sees the page and until it is over; show what changed. */
export function startWatching(page, { enliven, say }) {
    let pause = FIRST;
    let timer;
    let looking = false;

    async function look() {
        clearTimeout(timer);
        if (looking || document.hidden || OVER.includes(page.dataset.state)) {
            return;
        }
        looking = true;
        try {
            const answer = await fetch(`${page.dataset.path}/status`, { cache: "no-store" });
            if (answer.ok) {
                const status = await answer.json();
                if (status.version !== page.dataset.version) {
                    await show();
                    pause = FIRST;
                }
            }
            connected(true);
        } catch {
            connected(false);
        }
        looking = false;
        pause = Math.min(LONGEST, pause * GROWTH);
        timer = setTimeout(look, pause);
    }

    /** Take over the parts that look different now; a file that was just chosen stays chosen. */
    async function show() {
        const answer = await fetch(page.dataset.path, { cache: "no-store" });
        const fresh = new DOMParser()
            .parseFromString(await answer.text(), "text/html")
            .getElementById("transfer");
        if (!answer.ok || !fresh) {
            return;
        }
        const stateChanged = fresh.dataset.state !== page.dataset.state;
        Object.assign(page.dataset, fresh.dataset);
        replace("state", fresh);
        if (
            document.getElementById("proof").dataset.version !==
            fresh.querySelector("#proof").dataset.version
        ) {
            replace("proof", fresh);
        }
        enliven(page);
        say(page.querySelector("#state h1").textContent);
        if (stateChanged) {
            page.querySelector("#state").scrollIntoView({ block: "start" });
        }
    }

    function replace(id, fresh) {
        document.getElementById(id).replaceWith(fresh.querySelector(`#${id}`));
    }

    function connected(is) {
        const place = document.getElementById("waiting");
        if (place) {
            place.dataset.text ||= place.textContent;
            place.textContent = is ? place.dataset.text : text("offline");
        }
    }

    function again() {
        pause = FIRST;
        look();
    }

    document.addEventListener("visibilitychange", again);
    window.addEventListener("online", again);
    timer = setTimeout(look, pause);
}
