import { text } from "./text";

/** Send the proof without leaving the page; what could not be sent stays chosen. */
export function startSending(page) {
    page.addEventListener("submit", async (event) => {
        const form = event.target;
        event.preventDefault();
        const file = form.elements.proof.files[0];
        if (file && file.size > Number(page.dataset.largest)) {
            tell(text("large"), false);
            return;
        }
        const button = form.querySelector("button");
        button.disabled = true;
        tell(text("sending"));
        try {
            const headers = { Accept: "application/json" };
            const sent = await fetch(form.action, {
                method: "POST",
                headers,
                body: new FormData(form),
            });
            const { ok, message } = await sent.json();
            if (ok) {
                await refresh();
            }
            tell(message, ok);
        } catch {
            tell(text("failed"), false);
        }
        button.disabled = false;
    });

    /** Show how many files there are now. Without a connection the former number stays: the file has arrived all the same. */
    async function refresh() {
        const answer = await fetch(page.dataset.path, { cache: "no-store" }).catch(() => null);
        if (!answer) {
            return;
        }
        const fresh = new DOMParser()
            .parseFromString(await answer.text(), "text/html")
            .getElementById("proof");
        const shown = document.getElementById("proof");
        if (fresh && fresh.dataset.version !== shown.dataset.version) {
            shown.replaceWith(fresh);
        }
    }
}

/** Say what became of the file; without `isGood` it is not known yet. */
function tell(words, isGood) {
    const place = document.getElementById("answer");
    if (!place) {
        return; // it turned paid meanwhile: nothing is asked for any more
    }
    place.textContent = words;
    place.hidden = false;
    place.classList.toggle("good", isGood === true);
    place.classList.toggle("bad", isGood === false);
}
