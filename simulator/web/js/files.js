// Pictures, videos, voice, documents and stickers in a bubble.

import { h, icon } from "./dom.js";
import { fileSize, t } from "./i18n.js";

/** Show a file of a message; `files` maps a medium's id or link to its address here. */
export function fileView(kind, content, files = {}) {
    const file = files[content.id] || files[content.link];
    if (!file) return h("div", { class: "lost" }, icon("warn", 20), t("file_gone"));
    if (kind === "image" || kind === "sticker") return picture(kind, file, content);
    if (kind === "video")
        return h("video", { class: "film", src: file.src, controls: true, preload: "metadata" });
    if (kind === "audio")
        return h(
            "div",
            { class: "voice" },
            h("span", { class: "avatar small" }, icon("mic", 20)),
            h("audio", { src: file.src, controls: true, preload: "metadata" })
        );
    const name = content.filename || file.filename || t("kind_document");
    return h(
        "a",
        {
            class: "document",
            href: file.src,
            target: "_blank",
            rel: "noopener",
            download: file.mime_type === "application/pdf" ? null : name,
        },
        h(
            "span",
            { class: "paper" },
            icon("file", 24),
            h("small", {}, (name.split(".").pop() || "").slice(0, 4).toUpperCase())
        ),
        h(
            "span",
            { class: "document-name" },
            h("strong", {}, name),
            h("small", {}, fileSize(file.file_size))
        )
    );
}

function picture(kind, file, content) {
    const image = h("img", {
        class: kind === "sticker" ? "sticker" : "picture",
        src: file.src,
        alt: content.caption || t(`kind_${kind}`),
        loading: "lazy",
    });
    image.addEventListener("error", () =>
        image.replaceWith(h("div", { class: "lost" }, icon("image", 20), t("cannot_show")))
    );
    if (kind === "sticker") return image;
    return h(
        "button",
        {
            type: "button",
            class: "picture-button",
            "aria-label": t("enlarge"),
            onclick: () => enlarge(file.src, image.alt),
        },
        image
    );
}

function enlarge(src, alt) {
    const close = () => shade.remove();
    const shade = h(
        "button",
        { type: "button", class: "shade light-box", "aria-label": t("close"), onclick: close },
        h("img", { src, alt })
    );
    document.getElementById("phone").append(shade);
    shade.focus();
}
