// Interactive messages of the business and what tapping them sends.

import { post } from "./api.js";
import { fileView } from "./files.js";
import { formatted } from "./format.js";
import { h, icon, toast } from "./dom.js";
import { t } from "./i18n.js";
import { closeSheet, field, sheet } from "./sheets.js";
import { app } from "./state.js";

/** Show an interactive message without its buttons. */
export function interactiveView(message) {
    const content = message.content;
    const header = content.header;
    return [
        header &&
            (header.type === "text"
                ? h("strong", { class: "headline" }, header.text)
                : fileView(header.type, header[header.type], message.media)),
        content.type.startsWith("product") &&
            h(
                "div",
                { class: "card" },
                h("span", { class: "avatar small" }, icon("cart", 20)),
                h(
                    "span",
                    {},
                    h("strong", {}, t("product")),
                    h("small", {}, products(content.action).join(", "))
                )
            ),
        content.body && h("div", { class: "text" }, formatted(content.body.text)),
        content.footer && h("div", { class: "footer" }, content.footer.text),
    ];
}

function products(action) {
    if (action.product_retailer_id) return [action.product_retailer_id];
    return (action.sections || []).flatMap((section) =>
        (section.product_items || []).map((item) => item.product_retailer_id)
    );
}

/** The buttons of an interactive message: [icon, text, action]. */
export function interactiveButtons(message, act) {
    const { type, action } = message.content;
    const parameters = action.parameters || {};
    switch (type) {
        case "button":
            return action.buttons.map(({ reply }) => [
                "reply",
                reply.title,
                () => act.send("button_reply", { id: reply.id, title: reply.title }, message.id),
            ]);
        case "list":
            return [["list", action.button, () => chooseRow(message, act)]];
        case "cta_url":
            return [["link", parameters.display_text, () => act.link(parameters.url)]];
        case "flow":
            return [["form", parameters.flow_cta, () => act.form(message, parameters)]];
        case "location_request_message":
            return [["pin", t("send_location"), () => act.location(message.id)]];
        case "catalog_message":
            return [["shop", t("see_catalog"), () => act.catalog(message)]];
        default:
            return [
                [
                    "cart",
                    t("order_this"),
                    () => cart(act, products(action), action.catalog_id, message.id),
                ],
            ];
    }
}

function chooseRow(message, act) {
    const content = message.content;
    const choose = (row) => {
        closeSheet();
        act.send("list_reply", row, message.id);
    };
    sheet(
        content.action.button,
        content.action.sections.map((section) => [
            section.title && h("h3", {}, section.title),
            h(
                "div",
                { class: "options" },
                section.rows.map((row) =>
                    h(
                        "button",
                        { type: "button", class: "option", onclick: () => choose(row) },
                        h("span", {}, row.title, row.description && h("small", {}, row.description))
                    )
                )
            ),
        ])
    );
}

/** Fill in a Flow: any fields, because the Flow's own screens live at Meta. */
export function flowForm(act, message, parameters) {
    const given = Object.keys(parameters.flow_action_payload?.data || {});
    const names = given.length ? given : ["nama", "catatan"];
    sheet(
        parameters.flow_cta || t("form"),
        [
            h("p", { class: "hint" }, t("form_hint")),
            names.map((name) => field(name, { name, autocomplete: "off" })),
        ],
        t("send"),
        (values) => {
            closeSheet();
            act.send(
                "nfm_reply",
                { response: { ...values, flow_token: parameters.flow_token || "unused" } },
                message.id
            );
        }
    );
}

/** Order products by their ids; prices are the customer's catalogue's, so they are typed here. */
export function cart(act, ids, catalogId, context) {
    const names = ids.length ? ids : ["kopi-gayo-250", "kopi-toraja-250", "gula-aren-500"];
    const rows = names.map((id, index) =>
        h(
            "div",
            { class: "cart-row" },
            h("strong", {}, id),
            h("input", {
                type: "number",
                name: `price_${index}`,
                min: "0",
                step: "1",
                value: String(65000 + index * 10000),
                "aria-label": t("price"),
            }),
            h("input", {
                type: "number",
                name: `quantity_${index}`,
                min: "0",
                max: "999",
                value: index ? "0" : "1",
                "aria-label": t("quantity"),
            })
        )
    );
    const head = h(
        "div",
        { class: "cart-row cart-head" },
        h("span", {}, t("product")),
        h("span", {}, t("price")),
        h("span", {}, t("quantity"))
    );
    sheet(
        t("cart"),
        [head, rows, field(t("note"), { name: "text", autocomplete: "off" })],
        t("send_cart"),
        (values) => {
            const items = names
                .map((id, index) => ({
                    product_retailer_id: id,
                    quantity: Number(values[`quantity_${index}`]),
                    item_price: Number(values[`price_${index}`]),
                    currency: "IDR",
                }))
                .filter((item) => item.quantity > 0);
            if (!items.length) return toast(t("cart_empty"));
            closeSheet();
            return act.send(
                "order",
                {
                    ...(catalogId ? { catalog_id: catalogId } : {}),
                    text: values.text,
                    product_items: items,
                },
                context
            );
        }
    );
}

/** Send anything as the open contact. */
export async function sendAs(kind, payload, context, more = {}) {
    try {
        await post("inbound", {
            contact: app.contact,
            phone_number_id: app.number,
            kind,
            payload,
            context: context || undefined,
            ...more,
        });
        return true;
    } catch (error) {
        toast(error.message);
        return false;
    }
}
