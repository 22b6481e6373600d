// What came and went on an account.

import { post } from "./api.js";
import { attempt } from "./bank.js";
import { h, icon } from "./dom.js";
import { date, grouped, t } from "./i18n.js";

export function historyBox(mutations) {
    const title = h("h2", {}, icon("list", 20), t("bank_history"));
    if (!mutations.length) {
        return [
            title,
            h(
                "div",
                { class: "empty" },
                icon("bank", 40),
                h("strong", {}, t("bank_empty")),
                h("span", {}, t("bank_empty_hint"))
            ),
        ];
    }
    const rows = mutations.toReversed().map(row);
    return [title, h("ol", { class: "mutations" }, rows)];
}

function row(mutation) {
    const comes = mutation.kind === "credit";
    const isGone = Boolean(mutation.dated_as);
    return h(
        "li",
        { class: isGone ? "gone" : "", "data-id": mutation.id },
        h(
            "time",
            {},
            mutation.pending ? "PEND" : date(mutation.date),
            h("small", {}, mutation.time.slice(0, 5))
        ),
        h("span", { class: "what" }, mutation.description, chips(mutation), buttons(mutation)),
        h(
            "span",
            { class: `sum ${comes ? "in" : "out"}` },
            `${comes ? "+" : "−"}${grouped(mutation.amount)}`,
            mutation.pending ? null : h("small", {}, grouped(mutation.balance))
        )
    );
}

function chips(mutation) {
    const names = [
        mutation.pending && !mutation.dated_as && ["wait", "bank_is_pending"],
        mutation.dated_as && ["wait", "bank_is_dated"],
        mutation.reversed_by && ["bad", "bank_is_reversed"],
        mutation.reverses && ["bad", "bank_is_reversal"],
    ];
    return names
        .filter(Boolean)
        .map(([color, text]) => h("span", { class: `chip ${color}` }, t(text)));
}

function buttons(mutation) {
    const isOpen = !mutation.reversed_by && !mutation.reverses;
    const deeds = [
        mutation.pending && !mutation.dated_as && "date",
        !mutation.pending && isOpen && "reverse",
        !mutation.dated_as && "push",
    ];
    return h(
        "span",
        { class: "actions" },
        deeds.filter(Boolean).map((deed) =>
            h(
                "button",
                {
                    type: "button",
                    class: "link",
                    title: t(`bank_${deed}_hint`),
                    onclick: () =>
                        attempt(() => post(`bank/mutations/${mutation.id}/${deed}`), t("done")),
                },
                t(`bank_${deed}_button`)
            )
        )
    );
}
