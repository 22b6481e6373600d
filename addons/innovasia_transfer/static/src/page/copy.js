import { text } from "./text";

/** How long a button says that it copied, in milliseconds. */
const SHOWN = 2000;

/** Copy by the clipboard, or by the old command where a page without HTTPS has no clipboard. */
async function copy(number) {
    if (navigator.clipboard) {
        try {
            await navigator.clipboard.writeText(number);
            return true;
        } catch {
            // Not allowed in this browser; the command may be.
        }
    }
    const field = document.createElement("textarea");
    field.value = number;
    field.readOnly = true;
    field.className = "spoken";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
}

function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
}

/** Let the buttons with `data-copy` copy what they stand beside, and say that they did. */
export function startCopying(page, say) {
    page.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-copy]");
        if (!button) {
            return;
        }
        say("");
        if (await copy(button.dataset.copy)) {
            button.dataset.label ||= button.textContent;
            button.textContent = `✓ ${text("copied")}`;
            say(
                `${text("copied")}: ${document.getElementById(button.dataset.from).textContent.trim()}`
            );
            clearTimeout(button.timer);
            button.timer = setTimeout(() => (button.textContent = button.dataset.label), SHOWN);
        } else {
            select(document.getElementById(button.dataset.from));
            say(text("hold"));
        }
    });
}
