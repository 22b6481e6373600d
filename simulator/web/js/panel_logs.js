// What was received, and what was delivered to the business.

import { get } from "./api.js";
import { h } from "./dom.js";
import { full, t } from "./i18n.js";
import { act } from "./panel.js";
import { chip } from "./panel_business.js";

const opened = new Set();

function entry(id, head, parts) {
    const details = h(
        "details",
        { class: "entry", open: opened.has(id) },
        h("summary", {}, head),
        parts
            .filter(([, value]) => value !== null && value !== undefined)
            .map(([name, value]) => [
                h("h3", {}, name),
                h("pre", {}, typeof value === "string" ? value : JSON.stringify(value, null, 2)),
            ])
    );
    details.addEventListener("toggle", () => {
        if (details.open) opened.add(id);
        else opened.delete(id);
    });
    return details;
}

export async function receivedTab() {
    const records = (await get("received?limit=100")).reverse();
    if (!records.length) return h("p", { class: "hint" }, t("nothing_received"));
    return h(
        "div",
        { class: "log" },
        records.map((record) => {
            const good = record.status && record.status < 300;
            return entry(
                record.id,
                [
                    h("time", {}, full(record.at)),
                    h("strong", {}, record.method),
                    h("span", { class: "path" }, record.path),
                    record.fault && chip("bad", record.fault),
                    chip(good ? "good" : "bad", String(record.status ?? record.response ?? "…")),
                ],
                [
                    [t("query"), Object.keys(record.query).length ? record.query : null],
                    [t("request"), record.body],
                    [t("answer"), record.response],
                ]
            );
        })
    );
}

const STATE = { delivered: "good", pending: "wait", given_up: "bad" };

function summary(body) {
    return body.entry
        .flatMap((one) => one.changes)
        .map(({ field, value }) => {
            if (field !== "messages") return field;
            const kinds = (value.messages || []).map((message) => message.type);
            return [...kinds, ...(value.statuses || []).map((status) => status.status)].join(", ");
        })
        .join(" + ");
}

export async function deliveriesTab() {
    const deliveries = (await get("deliveries?limit=100")).reverse();
    if (!deliveries.length) return h("p", { class: "hint" }, t("nothing_delivered"));
    return h(
        "div",
        { class: "log" },
        deliveries.map((delivery) =>
            entry(
                delivery.id,
                [
                    h("time", {}, full(delivery.at)),
                    h("strong", {}, summary(delivery.body)),
                    h("span", { class: "path" }, delivery.url),
                    h("span", { class: "hint" }, t("tries", { count: delivery.tries })),
                    chip(STATE[delivery.state], t(`state_${delivery.state}`)),
                    h(
                        "button",
                        {
                            type: "button",
                            class: "pill",
                            onclick: (event) => {
                                event.preventDefault();
                                act(`deliveries/${delivery.id}/retry`, {});
                            },
                        },
                        t("again")
                    ),
                ],
                [
                    [t("next_try"), delivery.next_at && full(delivery.next_at)],
                    [t("attempts"), delivery.attempts.length ? delivery.attempts : null],
                    [t("body"), delivery.body],
                ]
            )
        )
    );
}
