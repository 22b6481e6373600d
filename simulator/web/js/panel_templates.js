// Templates, as Meta's reviewer sees them.

import { get } from "./api.js";
import { h } from "./dom.js";
import { t } from "./i18n.js";
import { act } from "./panel.js";
import { chip } from "./panel_business.js";

const STATUS = {
    APPROVED: "good",
    PENDING: "wait",
    REJECTED: "bad",
    PAUSED: "wait",
    DISABLED: "bad",
};

const QUALITIES = ["GREEN", "YELLOW", "RED", "UNKNOWN"];
const CATEGORIES = ["UTILITY", "MARKETING", "AUTHENTICATION"];
const REFUSALS = [
    "INVALID_FORMAT",
    "PROMOTIONAL",
    "TAG_CONTENT_MISMATCH",
    "ABUSIVE_CONTENT",
    "INCORRECT_CATEGORY",
    "SCAM",
];

export async function templatesTab() {
    const templates = await get("templates");
    templates.sort((one, two) => (two.status === "PENDING") - (one.status === "PENDING"));
    if (!templates.length) return h("p", { class: "hint" }, t("no_templates"));
    return [
        h("p", { class: "hint" }, t("templates_hint")),
        h(
            "datalist",
            { id: "refusals" },
            REFUSALS.map((value) => h("option", { value }))
        ),
        h("div", { class: "cards" }, templates.map(templateBox)),
    ];
}

function templateBox(template) {
    const text = (kind) =>
        template.components.find((component) => component.type.toUpperCase() === kind);
    const reason = h("input", {
        type: "text",
        name: "reason",
        list: "refusals",
        maxlength: 300,
        placeholder: t("reason"),
        "aria-label": t("reason"),
    });
    const change = (values) => act(`templates/${template.id}`, values, t("done"));
    const decide = (status, name) =>
        template.status !== status &&
        h(
            "button",
            {
                type: "button",
                class: "pill",
                onclick: () => change({ status, ...(reason.value && { reason: reason.value }) }),
            },
            t(name)
        );
    return h(
        "section",
        { class: "box", "data-template": template.name },
        h(
            "h2",
            {},
            h("code", {}, template.name),
            chip(STATUS[template.status] || "wait", t(`status_${template.status}`))
        ),
        h("p", { class: "hint" }, `${template.language} · ${template.category}`),
        h("p", { class: "sample" }, text("BODY")?.text || ""),
        text("BUTTONS") &&
            h(
                "p",
                { class: "hint" },
                text("BUTTONS")
                    .buttons.map((button) => `[${button.text || button.type}]`)
                    .join(" ")
            ),
        h(
            "div",
            { class: "actions" },
            decide("APPROVED", "approve"),
            decide("REJECTED", "reject"),
            decide("PAUSED", "pause_template"),
            decide("DISABLED", "disable")
        ),
        reason,
        h(
            "div",
            { class: "choices" },
            choice(t("quality"), QUALITIES, template.quality_score.score, (quality) =>
                change({ quality })
            ),
            choice(t("category"), CATEGORIES, template.category, (category) => change({ category }))
        )
    );
}

function choice(label, options, chosen, onChoice) {
    return h(
        "label",
        {},
        label,
        h(
            "select",
            { onchange: (event) => onChoice(event.target.value) },
            options.map((option) =>
                h("option", { value: option, selected: option === chosen || null }, option)
            )
        )
    );
}
