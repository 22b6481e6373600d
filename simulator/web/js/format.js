// WhatsApp's text formatting, made into elements: nothing in the text can become HTML.

import { h } from "./dom.js";

const MARKS = [
    { pattern: /```([\s\S]+?)```/, tag: "code", inner: false },
    { pattern: /`([^`\n]+)`/, tag: "code", inner: false },
    {
        pattern: /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*?\S)\*(?![\p{L}\p{N}*])/u,
        tag: "strong",
        inner: true,
    },
    { pattern: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*?\S)_(?![\p{L}\p{N}_])/u, tag: "em", inner: true },
    { pattern: /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]*?\S)~(?![\p{L}\p{N}~])/u, tag: "s", inner: true },
    { pattern: /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/, tag: "a", inner: false },
];

export function formatted(text) {
    let best = null;
    for (const mark of MARKS) {
        const match = mark.pattern.exec(text);
        if (match && (!best || match.index < best.match.index)) best = { mark, match };
    }
    if (!best) return text ? [text] : [];
    const { mark, match } = best;
    const inside = mark.inner ? formatted(match[1]) : [match[1]];
    const attributes =
        mark.tag === "a" ? { href: match[1], target: "_blank", rel: "noopener noreferrer" } : {};
    return [
        ...(match.index ? [text.slice(0, match.index)] : []),
        h(mark.tag, attributes, ...inside),
        ...formatted(text.slice(match.index + match[0].length)),
    ];
}

/** The text without its marks, for previews. */
export const plain = (text) => h("span", {}, ...formatted(text)).textContent;
