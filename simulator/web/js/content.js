// What is inside a bubble, for every kind of message.

import { h, icon } from "./dom.js";
import { fileView } from "./files.js";
import { formatted } from "./format.js";
import { money, t } from "./i18n.js";
import { interactiveView } from "./interactive.js";
import { preview } from "./preview.js";

/** The content of a message, without its buttons. */
export function body(message) {
    const { kind, content } = message;
    switch (kind) {
        case "text":
            return text(content.body);
        case "image":
        case "video":
        case "audio":
        case "document":
        case "sticker":
            return [
                fileView(kind, content, message.media),
                content.caption && text(content.caption),
            ];
        case "location":
            return place(content);
        case "contacts":
            return content.map(card);
        case "button":
            return text(content.text);
        case "interactive":
            return message.direction === "in" ? answer(content) : interactiveView(message);
        case "template":
            return template(message);
        case "order":
            return order(content);
        default:
            return h("div", { class: "text muted" }, preview(message));
    }
}
function text(value) {
    return h("div", { class: "text" }, formatted(value || ""));
}

function place(content) {
    const url = `https://www.openstreetmap.org/?mlat=${Number(content.latitude)}&mlon=${Number(content.longitude)}#map=16/${Number(content.latitude)}/${Number(content.longitude)}`;
    return h(
        "a",
        { class: "place", href: url, target: "_blank", rel: "noopener noreferrer" },
        h("span", { class: "map" }, icon("pin", 30)),
        h(
            "span",
            {},
            h("strong", {}, content.name || t("kind_location")),
            h(
                "small",
                {},
                content.address ||
                    `${Number(content.latitude).toFixed(5)}, ${Number(content.longitude).toFixed(5)}`
            )
        )
    );
}

function card(contact) {
    return h(
        "div",
        { class: "card" },
        h("span", { class: "avatar small" }, icon("person", 20)),
        h(
            "span",
            {},
            h("strong", {}, contact.name.formatted_name),
            (contact.phones || []).map((phone) => h("small", {}, phone.phone || phone.wa_id))
        )
    );
}

function answer(content) {
    if (content.type !== "nfm_reply") {
        const reply = content[content.type];
        return h(
            "div",
            { class: "text" },
            reply.title,
            reply.description && h("small", { class: "block" }, reply.description)
        );
    }
    return h(
        "div",
        { class: "card" },
        h("span", { class: "avatar small" }, icon("form", 20)),
        h(
            "span",
            {},
            h("strong", {}, t("form_sent")),
            Object.entries(JSON.parse(content.nfm_reply.response_json))
                .filter(([name, value]) => name !== "flow_token" && value !== "")
                .map(([name, value]) => h("small", {}, `${name}: ${value}`))
        )
    );
}

function order(content) {
    const total = content.product_items.reduce(
        (sum, item) => sum + item.quantity * item.item_price,
        0
    );
    return h(
        "div",
        { class: "order" },
        h(
            "strong",
            {},
            icon("cart", 18),
            t("items", {
                count: content.product_items.reduce((sum, item) => sum + Number(item.quantity), 0),
            })
        ),
        content.product_items.map((item) =>
            h(
                "span",
                {},
                h("span", {}, `${item.quantity} × ${item.product_retailer_id}`),
                h("span", {}, money(item.quantity * item.item_price, item.currency))
            )
        ),
        h(
            "span",
            { class: "total" },
            h("span", {}, t("total")),
            h("span", {}, money(total, content.product_items[0].currency))
        ),
        content.text && h("span", {}, content.text)
    );
}

function template(message) {
    const shown = message.rendered || {};
    const header = shown.header;
    return [
        header &&
            (header.type === "text"
                ? h("strong", { class: "headline" }, header.text)
                : header.type === "location"
                  ? place(header.location)
                  : fileView(header.type, header[header.type], message.media)),
        text(shown.body),
        shown.footer && h("div", { class: "footer" }, shown.footer),
    ];
}
