import { PhonePreview } from "@innovasia_whatsapp/preview/phone_preview";

import { markup, useEffect, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { registry } from "@web/core/registry";
import { isBinarySize } from "@web/core/utils/binary";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { url } from "@web/core/utils/urls";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { TextField, textField } from "@web/views/fields/text/text_field";

const DELAY = 250;
const STYLES = [
    { icon: "fa-bold", mark: "*", title: _t("Bold") },
    { icon: "fa-italic", mark: "_", title: _t("Italic") },
    { icon: "fa-strikethrough", mark: "~", title: _t("Strikethrough") },
];
/** How the content of a picture begins, in base64. */
const PICTURES = { "/9j/": "image/jpeg", iVBO: "image/png" };
/** A word, a sentence, or something bold ends here. */
const AFTER_WORD = /([\p{L}\p{N}.,!?:;)]|[^\s*_~][*_~])$/u;
const VIDEO = /\.(mp4|3gpp?)$/i;

/** The text of a format: beside it what it may name, to click in, and the customer's phone. */
export class FormatBodyField extends TextField {
    static template = "innovasia_crm.FormatBodyField";
    static components = { ...TextField.components, PhonePreview, RecordSelector };

    setup() {
        super.setup();
        this.styles = STYLES;
        this.placeholder = _t("What you write shows here as your customers will read it.");
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ documentId: null, editor: null, length: 0 });
        this.refreshSoon = useDebounced(this.refresh, DELAY);
        useRecordObserver((record) => {
            // Whatever changes one of these changes what the editor shows.
            const { body, header_file: header, trigger, usage } = record.data;
            this.refresh({ body, header, trigger, usage });
        });
        useEffect(
            (area) => {
                const follow = () => {
                    this.state.length = area.value.length;
                    this.refreshSoon();
                };
                area?.addEventListener("input", follow);
                return () => area?.removeEventListener("input", follow);
            },
            () => [this.textareaRef.el]
        );
    }

    get data() {
        return this.props.record.data;
    }

    /** What stands in the field, also while it is being typed. */
    get text() {
        return this.textareaRef.el?.value ?? this.data[this.props.name] ?? "";
    }

    async refresh(known) {
        const { header_file: header, trigger, usage } = this.data;
        const body = known?.body ?? this.text;
        this.state.length = (body || "").length;
        const asked = [usage || "automatic", trigger, body || "", Boolean(header)];
        const editor = await this.keepLast.add(
            this.orm.silent.call("wa.format", "wa_editor", asked, {
                document_id: this.state.documentId,
            })
        );
        this.state.editor = { ...editor, html: markup(editor.html) };
    }

    // --- writing -----------------------------------------------------------------------

    /** Put a name where the cursor is, apart from the word before it. */
    insertName(name) {
        const { selectionStart: start, value } = this.textareaRef.el;
        const space = AFTER_WORD.test(value.slice(0, start)) ? " " : "";
        this.replace(`${space}{${name}}`);
    }

    /** Put marks around what is selected, or where the cursor is. */
    style(mark) {
        const { selectionEnd: end, selectionStart: start, value } = this.textareaRef.el;
        this.replace(`${mark}${value.slice(start, end)}${mark}`);
        if (start === end) {
            this.textareaRef.el.setSelectionRange(start + 1, start + 1);
        }
    }

    replace(text) {
        const area = this.textareaRef.el;
        area.focus();
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
        // As if it had been typed: the field is dirty, and the preview follows.
        area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }

    // --- on the phone ------------------------------------------------------------------

    chooseDocument(id) {
        this.state.documentId = id || null;
        this.refresh();
    }

    get documentId() {
        return this.state.editor?.document?.id ?? false;
    }

    get isTooLong() {
        const { editor, length } = this.state;
        return Boolean(editor) && length > editor.limit;
    }

    get phoneHeader() {
        const { header_file: file, header_mimetype: mimetype, header_name: name } = this.data;
        if (!file) {
            return null;
        }
        const picture = PICTURES[file.slice(0, 4)];
        if (!isBinarySize(file)) {
            const fileUrl = picture && `data:${picture};base64,${file}`;
            return { format: this.formatOf(picture, name), name, url: fileUrl };
        }
        const { resId: id, resModel: model } = this.props.record;
        const unique = this.data.write_date?.ts;
        const fileUrl = url("/web/image", { field: "header_file", id, model, unique });
        return { format: this.formatOf(mimetype, name), name, url: fileUrl };
    }

    formatOf(mimetype, name) {
        if (["image/jpeg", "image/png"].includes(mimetype)) {
            return "IMAGE";
        }
        return VIDEO.test(name || "") || mimetype?.startsWith("video/") ? "VIDEO" : "DOCUMENT";
    }
}

export const formatBodyField = {
    ...textField,
    component: FormatBodyField,
    displayName: _t("Text of a message format"),
    fieldDependencies: [
        { name: "usage", type: "selection" },
        { name: "trigger", type: "selection" },
        { name: "header_file", type: "binary" },
        { name: "header_name", type: "char" },
        { name: "header_mimetype", type: "char" },
        { name: "write_date", type: "datetime" },
    ],
    supportedTypes: ["text"],
};

registry.category("fields").add("wa_format_body", formatBodyField);
