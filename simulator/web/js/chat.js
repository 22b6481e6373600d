// The open chat.

import { askLocation } from "./attach.js";
import { author, bubble } from "./bubbles.js";
import { composer } from "./composer.js";
import { h, icon, toast } from "./dom.js";
import { day, t } from "./i18n.js";
import { cart, flowForm, sendAs } from "./interactive.js";
import { more } from "./more.js";
import { preview } from "./preview.js";
import { closeSheet, sheet } from "./sheets.js";
import { app, business, chatId, me, now, onPhone } from "./state.js";

const EMOJI = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
let lines = null;
let status = null;
let quoted = null;
let pinned = true;
let quoteBox = null;
let typingUntil = 0;
let typingTimer = null;

/** What a bubble's buttons do. */
const act = {
    send: (kind, payload, context) => sendAs(kind, payload, context),
    say: (text) => sendAs("text", { body: text }),
    reply(message) {
        quoted = message;
        drawQuote();
        document.getElementById("text").focus();
    },
    react: (message) => chooseEmoji(message),
    form: (message, parameters) => flowForm(act, message, parameters),
    catalog: (message) => cart(act, [], null, message.id),
    location: (context) => askLocation(context),
    link: (url) => {
        if (/^https?:/i.test(url)) window.open(url, "_blank", "noopener");
        else toast(url);
    },
    copy: async (code) => {
        await navigator.clipboard.writeText(code || "");
        toast(t("copied", { code }));
    },
};

/** Return the elements of the chat screen. */
export function chatScreen(onBack) {
    quoted = null;
    status = h("small", { id: "chat-status" });
    lines = h("div", { class: "lines", id: "messages", tabindex: "-1" });
    let before = 0;
    lines.addEventListener("scroll", () => {
        // Growing content moves the end away; only a person scrolls up.
        if (lines.scrollTop < before - 1) pinned = atEnd();
        else if (atEnd()) pinned = true;
        before = lines.scrollTop;
    });
    // A picture gets its height when it has loaded.
    lines.addEventListener(
        "load",
        () => {
            if (pinned) toEnd();
        },
        true
    );
    quoteBox = h("div", { class: "quoting", hidden: true });
    return [
        h(
            "header",
            { class: "bar" },
            h(
                "button",
                {
                    class: "round",
                    type: "button",
                    id: "back",
                    "aria-label": t("back"),
                    onclick: onBack,
                },
                icon("back")
            ),
            h("span", { class: "avatar shop" }, icon("shop", 22)),
            h("div", { class: "bar-title" }, h("strong", {}, business().verified_name), status),
            h(
                "button",
                {
                    class: "round",
                    type: "button",
                    id: "more",
                    "aria-label": t("more"),
                    onclick: () => more(act),
                },
                icon("more")
            )
        ),
        lines,
        quoteBox,
        composer(takeQuote),
    ];
}

function takeQuote() {
    const context = quoted?.id;
    quoted = null;
    drawQuote();
    return context;
}

function drawQuote() {
    quoteBox.hidden = !quoted;
    if (!quoted) return;
    quoteBox.replaceChildren(
        h(
            "div",
            { class: "quote" },
            h("strong", {}, author(quoted)),
            h("span", {}, preview(quoted))
        ),
        h(
            "button",
            {
                type: "button",
                class: "round",
                "aria-label": t("close"),
                onclick: () => {
                    quoted = null;
                    drawQuote();
                },
            },
            icon("close", 20)
        )
    );
    if (pinned) toEnd();
}

/** Draw the messages again, or only the one that changed. */
export function refreshChat(first, changed) {
    if (!lines || !me()) return;
    drawStatus();
    const near = pinned;
    const element = changed && lines.querySelector(`[data-id="${CSS.escape(changed.id)}"]`);
    if (element && onPhone(changed)) element.replaceWith(bubble(changed, act));
    else if (!changed || onPhone(changed)) drawAll();
    if (changed?.direction === "out" && onPhone(changed)) {
        typingUntil = 0;
        drawStatus();
    }
    if (first || near || (changed?.direction === "in" && !element)) toEnd();
}

const atEnd = () => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 120;

function toEnd() {
    lines.scrollTop = lines.scrollHeight;
    pinned = true;
}

function drawAll() {
    const shown = [...app.messages.values()].filter(onPhone).sort((one, two) => one.at - two.at);
    let last = null;
    const elements = [];
    for (const message of shown) {
        const name = day(message.at, now());
        if (name !== last) elements.push(h("div", { class: "day" }, name));
        last = name;
        elements.push(bubble(message, act));
    }
    lines.replaceChildren(...(elements.length ? elements : [emptyChat()]));
}

function emptyChat() {
    return h(
        "div",
        { class: "empty" },
        icon("shop", 44),
        h("strong", {}, t("empty_chat", { name: business().verified_name })),
        h("p", {}, t("empty_chat_hint")),
        h(
            "div",
            { class: "suggestions" },
            ["suggest_1", "suggest_2", "suggest_3"].map((key) =>
                h(
                    "button",
                    { type: "button", class: "pill", onclick: () => act.say(t(key)) },
                    t(key)
                )
            )
        )
    );
}

function drawStatus() {
    const typing = typingUntil > now();
    status.className = typing ? "typing" : "";
    const contact = me();
    status.textContent = typing
        ? t("typing")
        : contact.online
          ? t("as", { name: contact.name })
          : t("you_are_offline", { name: contact.name });
    lines.querySelector(".typing-line")?.remove();
    if (typing) {
        lines.append(
            h(
                "div",
                { class: "line theirs typing-line" },
                h("div", { class: "bubble" }, h("i"), h("i"), h("i"))
            )
        );
        lines.scrollTop = lines.scrollHeight;
    }
}

/** The business began to type (in any chat). */
export function showTyping({ chat, until }) {
    if (!app.contact || chat !== chatId()) return;
    typingUntil = until;
    drawStatus();
    clearTimeout(typingTimer);
    typingTimer = setTimeout(
        () => {
            if (app.contact) drawStatus();
        },
        (until - now()) * 1000 + 100
    );
}

function chooseEmoji(message) {
    const react = (emoji) => {
        closeSheet();
        sendAs("reaction", { message_id: message.id, emoji });
    };
    const own = message.reactions.in;
    sheet(
        t("react"),
        h(
            "div",
            { class: "emoji" },
            EMOJI.map((emoji) =>
                h(
                    "button",
                    {
                        type: "button",
                        class: emoji === own ? "chosen" : "",
                        "aria-label": emoji,
                        onclick: () => react(emoji === own ? "" : emoji),
                    },
                    emoji
                )
            )
        )
    );
}
