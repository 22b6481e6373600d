// The open chat.

import { patch } from "./api.js";
import { author, bubble, preview } from "./bubbles.js";
import { composer } from "./composer.js";
import { avatar, h, icon, toast } from "./dom.js";
import { day, t } from "./i18n.js";
import { cart, flowForm, sendAs } from "./interactive.js";
import { identity } from "./list.js";
import { closeSheet, field, menu, sheet } from "./sheets.js";
import { app, business, chatId, me, now, onPhone } from "./state.js";
import { askLocation } from "./attach.js";

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
  reply(message) { quoted = message; drawQuote(); document.getElementById("text").focus(); },
  react: (message) => chooseEmoji(message),
  form: (message, parameters) => flowForm(act, message, parameters),
  catalog: (message) => cart(act, [], null, message.id),
  location: (context) => askLocation(context),
  link: (url) => { if (/^https?:/i.test(url)) window.open(url, "_blank", "noopener"); else toast(url); },
  copy: async (code) => { await navigator.clipboard.writeText(code || ""); toast(t("copied", { code })); },
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
  lines.addEventListener("load", () => { if (pinned) toEnd(); }, true);
  quoteBox = h("div", { class: "quoting", hidden: true });
  return [
    h("header", { class: "bar" },
      h("button", { class: "round", type: "button", id: "back", "aria-label": t("back"), onclick: onBack }, icon("back")),
      h("span", { class: "avatar shop" }, icon("shop", 22)),
      h("div", { class: "bar-title" }, h("strong", {}, business().verified_name), status),
      h("button", { class: "round", type: "button", id: "more", "aria-label": t("more"), onclick: more }, icon("more"))),
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
    h("div", { class: "quote" }, h("strong", {}, author(quoted)), h("span", {}, preview(quoted))),
    h("button", { type: "button", class: "round", "aria-label": t("close"), onclick: () => { quoted = null; drawQuote(); } }, icon("close", 20)));
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
  if (changed?.direction === "out" && onPhone(changed)) { typingUntil = 0; drawStatus(); }
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
  return h("div", { class: "empty" }, icon("shop", 44), h("strong", {}, t("empty_chat", { name: business().verified_name })), h("p", {}, t("empty_chat_hint")),
    h("div", { class: "suggestions" }, ["suggest_1", "suggest_2", "suggest_3"].map((key) =>
      h("button", { type: "button", class: "pill", onclick: () => act.say(t(key)) }, t(key)))));
}

function drawStatus() {
  const typing = typingUntil > now();
  status.className = typing ? "typing" : "";
  const contact = me();
  status.textContent = typing ? t("typing") : contact.online ? t("as", { name: contact.name }) : t("you_are_offline", { name: contact.name });
  lines.querySelector(".typing-line")?.remove();
  if (typing) {
    lines.append(h("div", { class: "line theirs typing-line" }, h("div", { class: "bubble" }, h("i"), h("i"), h("i"))));
    lines.scrollTop = lines.scrollHeight;
  }
}

/** The business began to type (in any chat). */
export function showTyping({ chat, until }) {
  if (!app.contact || chat !== chatId()) return;
  typingUntil = until;
  drawStatus();
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => { if (app.contact) drawStatus(); }, (until - now()) * 1000 + 100);
}

function chooseEmoji(message) {
  const react = (emoji) => { closeSheet(); sendAs("reaction", { message_id: message.id, emoji }); };
  const own = message.reactions.in;
  sheet(t("react"), h("div", { class: "emoji" },
    EMOJI.map((emoji) => h("button", { type: "button", class: emoji === own ? "chosen" : "", "aria-label": emoji, onclick: () => react(emoji === own ? "" : emoji) }, emoji))));
}

function more() {
  const contact = me();
  const flag = (name, value) => async () => app.contacts.set(contact.id, await patch(`contacts/${contact.id}`, { [name]: value }));
  menu(contact.name, [
    ["ad", t("come_from_ad"), fromAd, t("come_from_ad_hint")],
    ["cart", t("send_order"), () => cart(act, [], null)],
    ["phone", t("change_number"), changeNumber],
    ["globe", t(contact.online ? "go_offline" : "go_online"), flag("online", !contact.online), t("go_offline_hint")],
    ["close", t(contact.blocked ? "unblock" : "block"), flag("blocked", !contact.blocked)],
    ["warn", t(contact.marketing_opt_out ? "marketing_on" : "marketing_off"), flag("marketing_opt_out", !contact.marketing_opt_out)],
    ["sticker", t("send_unsupported"), () => sendAs("unsupported", { type: "poll" })],
  ], identity(contact));
}

function fromAd() {
  const headline = field(t("ad_headline"), { name: "headline", value: "Promo Kopi Gayo 20%", required: true, maxlength: "80" });
  const text = field(t("ad_text"), { name: "body", value: "Pesan hari ini lewat WhatsApp, kirim besok.", maxlength: "200" });
  const first = field(t("first_message"), { name: "first", value: t("ad_first"), required: true });
  sheet(t("come_from_ad"), [headline, text, first], t("send"), async (values) => {
    closeSheet();
    const referral = { source_url: "https://fb.me/3innovasia", source_id: "120210000000000001", source_type: "ad", headline: values.headline, body: values.body, media_type: "image", image_url: "https://scontent.xx.fbcdn.net/v/t45.1/promo.jpg", ctwa_clid: "ARAkLkA8rmlFeiCktEJQ" };
    await sendAs("text", { body: values.first }, null, { referral });
  });
}

function changeNumber() {
  sheet(t("change_number"), [h("p", { class: "hint" }, t("change_number_hint")), field(t("number"), { name: "number", type: "tel", required: true, placeholder: "0812 0000 1111" })], t("save"), async (values) => {
    if (await sendAs("number_change", values)) closeSheet();
  });
}

