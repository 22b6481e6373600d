// One message as a bubble, for every kind.

import { fileView } from "./files.js";
import { formatted, plain } from "./format.js";
import { h, icon, ticks } from "./dom.js";
import { clock, money, t } from "./i18n.js";
import { interactiveButtons, interactiveView } from "./interactive.js";
import { app, me } from "./state.js";

const SHORT = {
  image: "image", video: "play", audio: "mic", document: "file", sticker: "sticker", location: "pin", contacts: "person", order: "cart",
};

/** A line for the list of chats and for quotes. */
export function preview(message) {
  const { kind, content } = message;
  if (kind === "text") return plain(content.body).slice(0, 120);
  if (SHORT[kind]) {
    const text = content.caption || content.filename || content.name || content[0]?.name?.formatted_name || t(`kind_${kind}`);
    return h("span", { class: "preview" }, icon(SHORT[kind], 15), plain(text).slice(0, 100));
  }
  if (kind === "interactive") {
    const reply = content[content.type];
    return plain(content.body?.text || reply?.title || reply?.body || t("kind_interactive")).slice(0, 120);
  }
  if (kind === "button") return content.text;
  if (kind === "template") return plain(message.rendered?.body || t("kind_template")).slice(0, 120);
  if (kind === "system") return t("number_changed");
  return t(`kind_${kind}`) === `kind_${kind}` ? kind : t(`kind_${kind}`);
}

/** Return the element of a message; `act` has what tapping does. */
export function bubble(message, act) {
  if (message.kind === "system") return h("div", { class: "system", "data-id": message.id }, t("number_changed_to", { number: message.content.wa_id }));
  const own = message.direction === "in";
  const bare = message.kind === "sticker";
  return h("div", { class: `line ${own ? "own" : "theirs"}`, "data-id": message.id },
    h("div", { class: `bubble ${bare ? "bare" : ""}` },
      message.referral && ad(message.referral),
      message.context && quote(message.context),
      body(message),
      h("span", { class: "meta" }, h("time", {}, clock(message.at)), own && ticks(message.status, t(`tick_${message.status}`))),
      own ? null : buttonsView(message, act),
      reactions(message)),
    h("div", { class: "tools" },
      h("button", { type: "button", class: "tool", title: t("reply"), "aria-label": t("reply"), onclick: () => act.reply(message) }, icon("reply", 18)),
      h("button", { type: "button", class: "tool", title: t("react"), "aria-label": t("react"), onclick: () => act.react(message) }, icon("smile", 18))));
}

function reactions(message) {
  const emoji = Object.values(message.reactions);
  return emoji.length ? h("span", { class: "reactions" }, [...new Set(emoji)].join(""), emoji.length > 1 ? h("small", {}, String(emoji.length)) : null) : null;
}

function ad(referral) {
  return h("div", { class: "ad" }, icon("ad", 20), h("span", {}, h("small", {}, t("from_ad")), h("strong", {}, referral.headline || referral.source_url), h("span", {}, referral.body || "")));
}

function quote(context) {
  if (context.referred_product) return h("div", { class: "quote" }, h("strong", {}, t("product")), h("span", {}, context.referred_product.product_retailer_id));
  if (!context.id) return h("div", { class: "forwarded" }, t("forwarded"));
  const quoted = app.messages.get(context.id);
  const jump = () => {
    const target = document.querySelector(`[data-id="${CSS.escape(context.id)}"]`);
    target?.scrollIntoView({ block: "center", behavior: "smooth" });
    target?.classList.add("flash");
    setTimeout(() => target?.classList.remove("flash"), 1200);
  };
  return h("button", { class: "quote", type: "button", onclick: jump },
    h("strong", {}, quoted ? author(quoted) : t("a_message")), h("span", {}, quoted ? preview(quoted) : t("not_here")));
}

export const author = (message) => (message.direction === "in" ? me().name : app.numbers.find((number) => number.id === message.phone_number_id).verified_name);

function text(value) {
  return h("div", { class: "text" }, formatted(value || ""));
}

function body(message) {
  const { kind, content } = message;
  switch (kind) {
    case "text": return text(content.body);
    case "image": case "video": case "audio": case "document": case "sticker":
      return [fileView(kind, content, message.media), content.caption && text(content.caption)];
    case "location": return place(content);
    case "contacts": return content.map(card);
    case "button": return text(content.text);
    case "interactive": return message.direction === "in" ? answer(content) : interactiveView(message);
    case "template": return template(message);
    case "order": return order(content);
    default: return h("div", { class: "text muted" }, preview(message));
  }
}

function place(content) {
  const url = `https://www.openstreetmap.org/?mlat=${Number(content.latitude)}&mlon=${Number(content.longitude)}#map=16/${Number(content.latitude)}/${Number(content.longitude)}`;
  return h("a", { class: "place", href: url, target: "_blank", rel: "noopener noreferrer" },
    h("span", { class: "map" }, icon("pin", 30)),
    h("span", {}, h("strong", {}, content.name || t("kind_location")), h("small", {}, content.address || `${Number(content.latitude).toFixed(5)}, ${Number(content.longitude).toFixed(5)}`)));
}

function card(contact) {
  return h("div", { class: "card" }, h("span", { class: "avatar small" }, icon("person", 20)),
    h("span", {}, h("strong", {}, contact.name.formatted_name), (contact.phones || []).map((phone) => h("small", {}, phone.phone || phone.wa_id))));
}

function answer(content) {
  if (content.type !== "nfm_reply") {
    const reply = content[content.type];
    return h("div", { class: "text" }, reply.title, reply.description && h("small", { class: "block" }, reply.description));
  }
  return h("div", { class: "card" }, h("span", { class: "avatar small" }, icon("form", 20)),
    h("span", {}, h("strong", {}, t("form_sent")), Object.entries(JSON.parse(content.nfm_reply.response_json))
      .filter(([name, value]) => name !== "flow_token" && value !== "").map(([name, value]) => h("small", {}, `${name}: ${value}`))));
}

function order(content) {
  const total = content.product_items.reduce((sum, item) => sum + item.quantity * item.item_price, 0);
  return h("div", { class: "order" },
    h("strong", {}, icon("cart", 18), t("items", { count: content.product_items.reduce((sum, item) => sum + Number(item.quantity), 0) })),
    content.product_items.map((item) => h("span", {}, h("span", {}, `${item.quantity} × ${item.product_retailer_id}`), h("span", {}, money(item.quantity * item.item_price, item.currency)))),
    h("span", { class: "total" }, h("span", {}, t("total")), h("span", {}, money(total, content.product_items[0].currency))),
    content.text && h("span", {}, content.text));
}

function template(message) {
  const shown = message.rendered || {};
  const header = shown.header;
  return [
    header && (header.type === "text" ? h("strong", { class: "headline" }, header.text)
      : header.type === "location" ? place(header.location) : fileView(header.type, header[header.type], message.media)),
    text(shown.body),
    shown.footer && h("div", { class: "footer" }, shown.footer),
  ];
}

function buttonsView(message, act) {
  const found = message.kind === "interactive" ? interactiveButtons(message, act)
    : message.kind === "template" ? (message.rendered?.buttons || []).map((button) => templateButton(message, button, act)) : [];
  return found.length ? h("div", { class: "buttons" }, found.map(([name, text, action]) =>
    h("button", { type: "button", onclick: action }, icon(name, 17), text))) : null;
}

function templateButton(message, button, act) {
  const does = {
    QUICK_REPLY: ["reply", () => act.send("button", { text: button.text, payload: button.payload }, message.id)],
    URL: ["link", () => act.link(button.url)],
    PHONE_NUMBER: ["phone", () => act.say(button.phone_number || button.text)],
    COPY_CODE: ["copy", () => act.copy(button.code)],
    FLOW: ["form", () => act.form(message, {})],
    CATALOG: ["shop", () => act.catalog(message)],
  };
  const [name, action] = does[button.type] || ["list", () => act.say(button.text)];
  return [name, button.text || t("copy_code"), action];
}
