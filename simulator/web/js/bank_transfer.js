// Money that comes or goes.

import { post } from "./api.js";
import { account, attempt } from "./bank.js";
import { h, icon } from "./dom.js";
import { grouped, t } from "./i18n.js";

/** The digits of an amount as it is typed, with dots between thousands. */
function typed(input) {
    const digits = input.value.replace(/\D/g, "").replace(/^0+/, "").slice(0, 13);
    input.value = digits ? grouped(Number(digits)) : "";
}

export function transferBox() {
    let kind = "credit";
    const kinds = ["credit", "debit"].map((value) =>
        h(
            "button",
            {
                type: "button",
                class: value === kind ? "chosen" : "",
                "aria-pressed": String(value === kind),
                onclick: (event) => {
                    kind = value;
                    for (const each of event.currentTarget.parentNode.children) {
                        const chosen = each === event.currentTarget;
                        each.className = chosen ? "chosen" : "";
                        each.setAttribute("aria-pressed", String(chosen));
                    }
                },
            },
            t(`bank_${value}`)
        )
    );
    const form = h(
        "form",
        { class: "box", id: "transfer" },
        h("h2", {}, icon("send", 20), t("bank_transfer")),
        h("div", { class: "segments" }, kinds),
        field("amount", { inputMode: "numeric", placeholder: "50.009", required: true }),
        field("sender", { placeholder: "Siti Rahmawati" }),
        field("note", {}),
        h(
            "details",
            {},
            h("summary", {}, t("bank_unusual")),
            h(
                "div",
                { class: "grid" },
                field("date", { type: "date" }, t("bank_date_empty")),
                field("times", { type: "number", min: "1", max: "1000", value: "1" })
            ),
            h(
                "label",
                { class: "switch" },
                h("span", {}, t("bank_pending_first")),
                h("input", { type: "checkbox", name: "pending", role: "switch" })
            )
        ),
        h("button", { type: "submit", class: "primary" }, t("bank_send"))
    );
    form.elements.amount.addEventListener("input", (event) => typed(event.target));
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const button = form.querySelector("button[type=submit]");
        button.disabled = true; // a double click is one transfer
        const values = Object.fromEntries(new FormData(form));
        const done = await attempt(
            () =>
                post("bank/transfer", {
                    account: account().id,
                    kind,
                    amount: Number(values.amount.replace(/\D/g, "")),
                    sender: values.sender,
                    note: values.note,
                    date: values.date || null,
                    times: Number(values.times),
                    pending: form.elements.pending.checked,
                }),
            t("bank_sent")
        );
        button.disabled = false;
        if (done) {
            form.elements.amount.value = form.elements.date.value = "";
            form.elements.times.value = "1";
            form.elements.pending.checked = false;
            form.elements.amount.focus();
        }
    });
    return form;
}

function field(name, attributes, hint) {
    return h(
        "label",
        { class: "field" },
        t(`bank_${name}`),
        h("input", { name, autocomplete: "off", ...attributes }),
        hint && h("small", {}, hint)
    );
}
