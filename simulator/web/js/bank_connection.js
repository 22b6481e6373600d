// The service that tells the business: what it posts where, and what goes wrong on purpose.

import { patch } from "./api.js";
import { attempt } from "./bank.js";
import { h, icon } from "./dom.js";
import { full, t } from "./i18n.js";

const FAULTS = {
    push_fault: ["none", "wrong_signature", "twice", "cut_off", "lost"],
    poll_fault: ["none", "500", "timeout", "garbage"],
};
const ADDRESSES = { moota: "/bank-api/moota", mutasibank: "/bank-api/mutasibank" };
const NAMES = { moota: "Moota", mutasibank: "Mutasibank" };

export function connectionBox(account) {
    const form = h(
        "form",
        { class: "box" },
        h("h2", {}, icon("link", 20), t("bank_connection")),
        h("p", { class: "hint" }, t("bank_connection_hint")),
        choice("form", Object.keys(ADDRESSES), account.form, (name) => NAMES[name]),
        h(
            "label",
            { class: "switch" },
            h("span", {}, t("bank_push")),
            h("input", { type: "checkbox", name: "push", role: "switch", checked: account.push })
        ),
        text("push_url", account.push_url, "https://…/transfer/feed/…"),
        text("secret", account.secret),
        text("token", account.token),
        h(
            "dl",
            {},
            h("dt", {}, t("bank_api")),
            h("dd", { id: "bank-api" }, location.origin + ADDRESSES[account.form]),
            h("dt", {}, t("bank_reference")),
            h("dd", { id: "bank-reference" }, reference(account, account.form))
        ),
        h(
            "div",
            { class: "grid" },
            Object.entries(FAULTS).map(([name, values]) =>
                choice(name, values, account[name], (value) => t(`bank_fault_${value}`))
            )
        ),
        h("button", { type: "submit", class: "pill" }, t("save"))
    );
    form.elements.form.addEventListener("change", (event) => {
        const chosen = event.target.value;
        document.getElementById("bank-api").textContent = location.origin + ADDRESSES[chosen];
        document.getElementById("bank-reference").textContent = reference(account, chosen);
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const values = Object.fromEntries(new FormData(form));
        attempt(
            () =>
                patch(`bank/accounts/${account.id}`, {
                    ...values,
                    push: form.elements.push.checked,
                }),
            t("done")
        );
    });
    return form;
}

export function postsBox(posts) {
    return [
        h("h2", {}, icon("send", 20), t("bank_posts")),
        posts.length
            ? h("div", { class: "list" }, posts.toReversed().map(item))
            : h("p", { class: "hint" }, t("bank_no_posts")),
    ];
}

function item(one) {
    const color = { delivered: "good", pending: "wait", given_up: "bad" }[one.state];
    return h(
        "div",
        { class: "item" },
        h(
            "span",
            {},
            full(one.at),
            h("small", {}, one.error || t("bank_post_tries", { count: one.tries }))
        ),
        h("span", { class: `chip ${color}` }, one.status || t(`bank_post_${one.state}`))
    );
}

const reference = (account, form) =>
    String(form === "moota" ? account.moota_id : account.mutasibank_id);

function text(name, value, placeholder = "") {
    return h(
        "label",
        { class: "field" },
        t(`bank_${name}`),
        h("input", { name, value, placeholder, autocomplete: "off", spellcheck: false })
    );
}

function choice(name, values, chosen, label) {
    return h(
        "label",
        { class: "field" },
        t(`bank_${name}`),
        h(
            "select",
            { name },
            values.map((value) => h("option", { value, selected: value === chosen }, label(value)))
        )
    );
}
