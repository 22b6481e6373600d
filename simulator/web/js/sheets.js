// Panels that slide up from the bottom of the phone.

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";

let shown = null;

export function closeSheet() {
    shown?.remove();
    shown = null;
}

/** Show a sheet: a title, content, and a button that calls `onSave` with the values of its fields. */
export function sheet(title, content, save, onSave) {
    closeSheet();
    const form = h(
        "form",
        { class: "sheet", role: "dialog", "aria-label": title },
        h(
            "div",
            { class: "sheet-head" },
            h("strong", {}, title),
            h(
                "button",
                { type: "button", class: "round", "aria-label": t("close"), onclick: closeSheet },
                icon("close")
            )
        ),
        h("div", { class: "sheet-body" }, content),
        save && h("button", { type: "submit", class: "primary" }, save)
    );
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        onSave?.(Object.fromEntries(new FormData(form)));
    });
    shown = h("div", { class: "shade" }, form);
    shown.addEventListener("click", (event) => {
        if (event.target === shown) closeSheet();
    });
    shown.addEventListener("keydown", (event) => {
        if (event.key === "Escape") closeSheet();
    });
    document.getElementById("phone").append(shown);
    form.querySelector("input, textarea, .option")?.focus();
    return form;
}

/** A sheet of choices: [icon, text, action, hint?]. */
export function menu(title, options, hint) {
    sheet(title, [
        hint && h("p", { class: "hint" }, hint),
        h(
            "div",
            { class: "options" },
            options.map(([name, text, action, more]) =>
                h(
                    "button",
                    {
                        type: "button",
                        class: "option",
                        onclick: () => {
                            closeSheet();
                            action();
                        },
                    },
                    icon(name, 22),
                    h("span", {}, text, more && h("small", {}, more))
                )
            )
        ),
    ]);
}

/** A labelled input. */
export function field(label, attributes, hint) {
    return h(
        "label",
        { class: "field" },
        h("span", {}, label),
        h("input", attributes),
        hint && h("small", {}, hint)
    );
}
