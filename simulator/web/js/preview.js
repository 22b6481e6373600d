// A message in one line, for the list of chats and for quotes.

import { h, icon } from "./dom.js";
import { plain } from "./format.js";
import { t } from "./i18n.js";

const SHORT = {
    image: "image",
    video: "play",
    audio: "mic",
    document: "file",
    sticker: "sticker",
    location: "pin",
    contacts: "person",
    order: "cart",
};

/** The line itself: text, or an icon with text. */
export function preview(message) {
    const { kind, content } = message;
    if (kind === "text") return plain(content.body).slice(0, 120);
    if (SHORT[kind]) {
        const text =
            content.caption ||
            content.filename ||
            content.name ||
            content[0]?.name?.formatted_name ||
            t(`kind_${kind}`);
        return h("span", { class: "preview" }, icon(SHORT[kind], 15), plain(text).slice(0, 100));
    }
    if (kind === "interactive") {
        const reply = content[content.type];
        return plain(
            content.body?.text || reply?.title || reply?.body || t("kind_interactive")
        ).slice(0, 120);
    }
    if (kind === "button") return content.text;
    if (kind === "template")
        return plain(message.rendered?.body || t("kind_template")).slice(0, 120);
    if (kind === "system") return t("number_changed");
    return t(`kind_${kind}`) === `kind_${kind}` ? kind : t(`kind_${kind}`);
}
