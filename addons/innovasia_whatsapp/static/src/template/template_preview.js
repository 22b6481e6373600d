import { Component, onWillDestroy, useExternalListener, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { isBinarySize } from "@web/core/utils/binary";
import { useService } from "@web/core/utils/hooks";
import { url } from "@web/core/utils/urls";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { toHtmlWithSamples } from "../preview/markup";
import { PhonePreview } from "../preview/phone_preview";

const TYPED = ["body", "header_text", "footer"];
const FIRST_BYTES = { "/": "jpeg", i: "png", R: "gif", U: "webp" };

/** The template on the customer's phone, as it is being written. */
export class TemplatePreview extends Component {
    static template = "innovasia_whatsapp.TemplatePreview";
    static components = { PhonePreview };
    static props = standardWidgetProps;

    setup() {
        this.placeholder = _t("What you write shows here as your customers will see it.");
        this.typed = useState({});
        useRecordObserver((record) => {
            for (const name of TYPED) {
                // Read here so that a change of it, or its being discarded, ends what was typed.
                void record.data[name];
                delete this.typed[name];
            }
        });
        useExternalListener(window, "input", (event) => this.onInput(event));
        this.followMeta(useService("bus_service"));
    }

    /** Show what Meta decides while the template is open. */
    followMeta(bus) {
        const onChanged = async ({ id }) => {
            const record = this.props.record;
            if (record.resId === id && !(await record.isDirty())) {
                await record.load();
            }
        };
        bus.subscribe("wa.template/changed", onChanged);
        onWillDestroy(() => bus.unsubscribe("wa.template/changed", onChanged));
    }

    onInput({ target }) {
        const name = target.closest?.(".o_field_widget[name]")?.getAttribute("name");
        if (TYPED.includes(name) && target.closest(".o_wa_template_form")) {
            this.typed[name] = target.value;
        }
    }

    get data() {
        return { ...this.props.record.data, ...this.typed };
    }

    samplesOf(part) {
        const lines = this.data.variable_ids.records.map((line) => line.data);
        const own = lines.filter((line) => line.part === part);
        return Object.fromEntries(own.map((line) => [line.name, line.sample]));
    }

    get body() {
        return toHtmlWithSamples(this.data.body, this.samplesOf("body"));
    }

    get header() {
        const { header_format: format, header_text: text } = this.data;
        if (!format) {
            return null;
        }
        if (format === "TEXT") {
            return { format, html: toHtmlWithSamples(text, this.samplesOf("header")) };
        }
        return { format, url: this.fileUrl, name: this.data.header_filename };
    }

    get fileUrl() {
        const file = this.data.header_file;
        if (!file) {
            return "";
        }
        if (isBinarySize(file)) {
            const unique = this.data.write_date?.ts;
            return url("/web/image", {
                model: "wa.template",
                id: this.props.record.resId,
                field: "header_file",
                unique,
            });
        }
        return `data:image/${FIRST_BYTES[file[0]] || "png"};base64,${file}`;
    }

    get buttons() {
        return this.data.button_ids.records.map(({ data }) => ({
            type: data.type,
            text: data.type === "COPY_CODE" ? _t("Copy offer code") : data.text || "…",
        }));
    }

    get sender() {
        return this.data.account_id?.display_name;
    }
}

registry.category("view_widgets").add("wa_template_preview", {
    component: TemplatePreview,
    fieldDependencies: [{ name: "write_date", type: "datetime" }],
});
