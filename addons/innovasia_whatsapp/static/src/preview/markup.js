import { htmlEscape, markup } from "@odoo/owl";

const CODE = /```([^]+?)```|`([^`\n]+)`/g;
const PLACE = /\{\{\s*(\w+)\s*\}\}/g;
const STYLES = [
    [/(^|[^\p{L}\p{N}*])\*(?=\S)([^*\n]*?[^*\s])\*(?![\p{L}\p{N}])/gu, "strong"],
    [/(^|[^\p{L}\p{N}_])_(?=\S)([^_\n]*?[^_\s])_(?![\p{L}\p{N}])/gu, "em"],
    [/(^|[^\p{L}\p{N}~])~(?=\S)([^~\n]*?[^~\s])~(?![\p{L}\p{N}])/gu, "s"],
];

/**
 * What WhatsApp would show for a text, as safe HTML: bold, italic, strike, code, line breaks.
 *
 * @param {string} text in WhatsApp's markup
 */
export function toHtml(text) {
    const codes = [];
    const aside = (_all, block, inline) => {
        codes.push(`<code>${block ?? inline}</code>`);
        return `\u0000${codes.length - 1}\u0000`;
    };
    let html = String(htmlEscape((text || "").replaceAll("\u0000", "")));
    // The mark ` is escaped as &#x60;: code is found in what it was before.
    html = html.replaceAll("&#x60;", "`").replace(CODE, aside);
    for (const [pattern, tag] of STYLES) {
        html = html.replace(pattern, `$1<${tag}>$2</${tag}>`);
    }
    // eslint-disable-next-line no-control-regex
    html = html.replace(/\u0000(\d+)\u0000/g, (_all, index) => codes[index]);
    return markup(html.replaceAll("\n", "<br>"));
}

/**
 * The same for a text with places such as {{1}}: filled in, and marked as what changes from message to message.
 *
 * @param {string} text
 * @param {Object<string, string>} samples by the place's name; a place without one shows its braces
 */
export function toHtmlWithSamples(text, samples) {
    const filled = String(toHtml(text)).replace(PLACE, (place, name) => {
        const shown = htmlEscape(samples[name] || place);
        return `<span class="o_wa_phone_place">${shown}</span>`;
    });
    return markup(filled);
}
