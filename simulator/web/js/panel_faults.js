// Faults to inject and switches to turn.

import { get, remove } from "./api.js";
import { h } from "./dom.js";
import { language, t } from "./i18n.js";
import { act, attempt } from "./panel.js";

const KINDS = [
    "error",
    "http",
    "hang",
    "process_then_hang",
    "reset",
    "process_then_reset",
    "slow",
    "garbage",
];
const PLACES = ["send", "read", "upload", "lookup", "download", "any"];
const MODES = ["auto", "sync", "async"];
const CODES = [
    131047, 131056, 130429, 131026, 131049, 131050, 131042, 131048, 190, 132001, 132015, 131053,
    131016, 2,
];

const SWITCHES = {
    limits: [
        "enforce_window",
        "window_hours",
        "enforce_pair",
        "pair_interval",
        "pair_burst",
        "enforce_throughput",
        "throughput",
        "unknown_recipient",
    ],
    statuses: ["send_statuses", "status_delay", "auto_read", "skip_delivered"],
    webhooks: [
        "paused",
        "duplicate",
        "shuffle",
        "batch",
        "batch_window",
        "delay",
        "jitter",
        "concurrency",
    ],
    content: ["drop_wa_id", "drop_user_id", "media_url"],
    retries: ["webhook_timeout", "retry_base", "retry_max", "give_up_after"],
    review: ["template_review"],
};
const CHOICES = {
    unknown_recipient: ["create", "undeliverable"],
    template_review: ["manual", "approve", "reject"],
};

export async function faultsTab() {
    const [faults, config] = await Promise.all([get("faults"), get("config")]);
    return [
        h(
            "section",
            { class: `box ${config.offline === "none" ? "" : "danger"}` },
            h("h2", {}, t("offline_title")),
            h("p", { class: "hint" }, t("offline_hint")),
            h(
                "div",
                { class: "segments" },
                ["none", "503", "reset", "hang"].map((value) =>
                    h(
                        "button",
                        {
                            type: "button",
                            class: value === config.offline ? "chosen" : "",
                            onclick: () => act("config", { offline: value }),
                        },
                        t(`offline_${value}`)
                    )
                )
            )
        ),
        faultForm(),
        h(
            "section",
            { class: "box" },
            h("h2", {}, t("waiting_faults")),
            faults.length
                ? h("div", { class: "list" }, faults.map(faultRow))
                : h("p", { class: "hint" }, t("no_faults"))
        ),
    ];
}

function faultRow(fault) {
    const what =
        fault.kind === "error"
            ? `${fault.code} · ${t(`mode_${fault.mode}`)}`
            : t(`fault_${fault.kind}`);
    const left = fault.left ? t("times_left", { count: fault.left }) : t("until_removed");
    return h(
        "div",
        { class: "item" },
        h(
            "span",
            {},
            h("strong", {}, what),
            h(
                "small",
                {},
                `${t(`place_${fault.where}`)} · ${left} · ${t("used", { count: fault.used })}`
            )
        ),
        h(
            "button",
            {
                type: "button",
                class: "pill",
                onclick: () => attempt(() => remove(`faults/${fault.id}`)),
            },
            t("remove")
        )
    );
}

function faultForm() {
    const kind = select("kind", KINDS, (value) => t(`fault_${value}`));
    const code = h(
        "label",
        { class: "field" },
        h("span", {}, t("code")),
        h("input", {
            name: "code",
            inputmode: "numeric",
            pattern: "[0-9]+",
            value: "131056",
            list: "codes",
        }),
        h(
            "datalist",
            { id: "codes" },
            CODES.map((value) => h("option", { value: String(value) }))
        )
    );
    const mode = select("mode", MODES, (value) => t(`mode_${value}`));
    const status = number("http_status", 503);
    const seconds = number("seconds", 5);
    const shown = () => {
        const value = kind.querySelector("select").value;
        code.hidden = mode.hidden = value !== "error";
        status.hidden = value !== "http";
        seconds.hidden = value !== "slow";
    };
    kind.addEventListener("change", shown);
    shown();
    const form = h(
        "form",
        { class: "box" },
        h("h2", {}, t("new_fault")),
        h(
            "div",
            { class: "grid" },
            kind,
            code,
            mode,
            status,
            seconds,
            select("where", PLACES, (value) => t(`place_${value}`)),
            number("count", 1, t("count_hint"))
        ),
        h(
            "div",
            { class: "actions" },
            h("button", { type: "submit", class: "primary" }, t("inject"))
        )
    );
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const values = Object.fromEntries(new FormData(form));
        const fault = { kind: values.kind, where: values.where, count: Number(values.count) };
        if (values.kind === "error")
            Object.assign(fault, { code: Number(values.code), mode: values.mode });
        if (values.kind === "http") fault.http_status = Number(values.http_status);
        if (values.kind === "slow") fault.seconds = Number(values.seconds);
        document.activeElement.blur();
        act("faults", fault, t("done"));
    });
    return form;
}

function select(name, values, label, chosen, onChange) {
    const list = h(
        "select",
        { name, onchange: onChange && ((event) => onChange(event.target.value)) },
        values.map((value) => h("option", { value, selected: value === chosen }, label(value)))
    );
    return h("label", { class: "field" }, h("span", {}, t(`label_${name}`)), list);
}

function number(name, value, hint) {
    return h(
        "label",
        { class: "field" },
        h("span", {}, t(`label_${name}`)),
        h("input", { name, type: "number", min: "0", value: String(value) }),
        hint && h("small", {}, hint)
    );
}

export async function switchesTab() {
    const config = await get("config");
    return h(
        "div",
        { class: "cards", lang: language },
        Object.entries(SWITCHES).map(([group, names]) =>
            h(
                "section",
                { class: "box" },
                h("h2", {}, t(`group_${group}`)),
                names.map((name) => oneSwitch(name, config[name]))
            )
        )
    );
}

function oneSwitch(name, value) {
    const set = (changed) => act("config", { [name]: changed });
    if (CHOICES[name])
        return select(name, CHOICES[name], (choice) => t(`choice_${choice}`), value, set);
    if (typeof value === "boolean") {
        return h(
            "label",
            { class: "switch" },
            h("span", {}, t(`label_${name}`), h("small", {}, name)),
            h("input", {
                type: "checkbox",
                name,
                checked: value,
                role: "switch",
                onchange: (event) => set(event.target.checked),
            })
        );
    }
    return h(
        "label",
        { class: "switch" },
        h("span", {}, t(`label_${name}`), h("small", {}, name)),
        h("input", {
            type: "number",
            name,
            min: "0",
            step: "any",
            value: String(value),
            onchange: (event) => {
                event.target.blur();
                set(Number(event.target.value));
            },
        })
    );
}
