import { startCopying } from "./copy";
import { startCountdown } from "./countdown";
import { startWatching } from "./live";
import { startSending } from "./proof";
import { showCode } from "./code";

/** Say something to people who do not see the screen. */
function say(text) {
    document.getElementById("spoken").textContent = text;
}

/** Bring a part of the page to life; it is replaced when the transfer's state changes. */
function enliven(page) {
    startCountdown(page);
    showCode(page);
    for (const button of page.querySelectorAll("[data-copy]")) {
        button.hidden = false;
    }
}

const page = document.getElementById("transfer");
if (page) {
    enliven(page);
    startCopying(page, say);
    startWatching(page, { enliven, say });
    startSending(page);
}
