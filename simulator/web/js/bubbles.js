// One message as a bubble: what it quotes, its content, its time and ticks, its buttons and reactions.

import { body } from "./content.js";
import { h, icon, ticks } from "./dom.js";
import { clock, t } from "./i18n.js";
import { interactiveButtons } from "./interactive.js";
import { preview } from "./preview.js";
import { app, me } from "./state.js";

/** Return the element of a message; `act` has what tapping does. */
export function bubble(message, act) {
    if (message.kind === "system")
        return h(
            "div",
            { class: "system", "data-id": message.id },
            t("number_changed_to", { number: message.content.wa_id })
        );
    const own = message.direction === "in";
    const bare = message.kind === "sticker";
    return h(
        "div",
        { class: `line ${own ? "own" : "theirs"}`, "data-id": message.id },
        h(
            "div",
            { class: `bubble ${bare ? "bare" : ""}` },
            message.referral && ad(message.referral),
            message.context && quote(message.context),
            body(message),
            h(
                "span",
                { class: "meta" },
                h("time", {}, clock(message.at)),
                own && ticks(message.status, t(`tick_${message.status}`))
            ),
            own ? null : buttonsView(message, act),
            reactions(message)
        ),
        h(
            "div",
            { class: "tools" },
            h(
                "button",
                {
                    type: "button",
                    class: "tool",
                    title: t("reply"),
                    "aria-label": t("reply"),
                    onclick: () => act.reply(message),
                },
                icon("reply", 18)
            ),
            h(
                "button",
                {
                    type: "button",
                    class: "tool",
                    title: t("react"),
                    "aria-label": t("react"),
                    onclick: () => act.react(message),
                },
                icon("smile", 18)
            )
        )
    );
}

function reactions(message) {
    const emoji = Object.values(message.reactions);
    return emoji.length
        ? h(
              "span",
              { class: "reactions" },
              [...new Set(emoji)].join(""),
              emoji.length > 1 ? h("small", {}, String(emoji.length)) : null
          )
        : null;
}

function ad(referral) {
    return h(
        "div",
        { class: "ad" },
        icon("ad", 20),
        h(
            "span",
            {},
            h("small", {}, t("from_ad")),
            h("strong", {}, referral.headline || referral.source_url),
            h("span", {}, referral.body || "")
        )
    );
}

function quote(context) {
    if (context.referred_product)
        return h(
            "div",
            { class: "quote" },
            h("strong", {}, t("product")),
            h("span", {}, context.referred_product.product_retailer_id)
        );
    if (!context.id) return h("div", { class: "forwarded" }, t("forwarded"));
    const quoted = app.messages.get(context.id);
    const jump = () => {
        const target = document.querySelector(`[data-id="${CSS.escape(context.id)}"]`);
        target?.scrollIntoView({ block: "center", behavior: "smooth" });
        target?.classList.add("flash");
        setTimeout(() => target?.classList.remove("flash"), 1200);
    };
    return h(
        "button",
        { class: "quote", type: "button", onclick: jump },
        h("strong", {}, quoted ? author(quoted) : t("a_message")),
        h("span", {}, quoted ? preview(quoted) : t("not_here"))
    );
}

export const author = (message) =>
    message.direction === "in"
        ? me().name
        : app.numbers.find((number) => number.id === message.phone_number_id).verified_name;

function buttonsView(message, act) {
    const found =
        message.kind === "interactive"
            ? interactiveButtons(message, act)
            : message.kind === "template"
              ? (message.rendered?.buttons || []).map((button) =>
                    templateButton(message, button, act)
                )
              : [];
    return found.length
        ? h(
              "div",
              { class: "buttons" },
              found.map(([name, text, action]) =>
                  h("button", { type: "button", onclick: action }, icon(name, 17), text)
              )
          )
        : null;
}

function templateButton(message, button, act) {
    const does = {
        QUICK_REPLY: [
            "reply",
            () => act.send("button", { text: button.text, payload: button.payload }, message.id),
        ],
        URL: ["link", () => act.link(button.url)],
        PHONE_NUMBER: ["phone", () => act.say(button.phone_number || button.text)],
        COPY_CODE: ["copy", () => act.copy(button.code)],
        FLOW: ["form", () => act.form(message, {})],
        CATALOG: ["shop", () => act.catalog(message)],
    };
    const [name, action] = does[button.type] || ["list", () => act.say(button.text)];
    return [name, button.text || t("copy_code"), action];
}
