import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { TextField, textField } from "@web/views/fields/text/text_field";

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;
const STYLES = [
    { mark: "*", icon: "fa-bold", title: _t("Bold") },
    { mark: "_", icon: "fa-italic", title: _t("Italic") },
    { mark: "~", icon: "fa-strikethrough", title: _t("Strikethrough") },
];
const LIMIT = 1024;

/** The text of a template: with WhatsApp's formatting, and a button for the next variable. */
export class TemplateTextField extends TextField {
    static template = "innovasia_whatsapp.TemplateTextField";

    setup() {
        super.setup();
        this.styles = STYLES;
        this.limit = LIMIT;
    }

    get length() {
        return (this.props.record.data[this.props.name] || "").length;
    }

    /** Put a mark around what is selected, or where the cursor is. */
    style(mark) {
        const { selectionStart: start, selectionEnd: end, value } = this.textareaRef.el;
        this.replace(`${mark}${value.slice(start, end)}${mark}`);
        if (start === end) {
            this.textareaRef.el.setSelectionRange(start + 1, start + 1);
        }
    }

    addVariable() {
        const used = [...this.textareaRef.el.value.matchAll(PLACE)].map((match) =>
            Number(match[1])
        );
        this.replace(`{{${Math.max(0, ...used.filter(Boolean)) + 1}}}`);
    }

    replace(text) {
        const area = this.textareaRef.el;
        area.focus();
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        // As if it had been typed: the field is dirty, and the preview follows.
        area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
}

export const templateTextField = { ...textField, component: TemplateTextField };

registry.category("fields").add("wa_template_text", templateTextField);
