import { registry } from "@web/core/registry";
import { useAutofocus } from "@web/core/utils/hooks";
import { CharField, charField } from "@web/views/fields/char/char_field";

/**
 * A number that is scanned or typed: the cursor waits in it, and Enter, with which scanners end, presses the
 * button that goes with it.
 */
export class ScanField extends CharField {
    static template = "innovasia_sales.ScanField";
    static props = { ...CharField.props, button: { type: String, optional: true } };

    setup() {
        super.setup();
        useAutofocus({ refName: "input", selectAll: true });
    }

    /** @param {KeyboardEvent} ev */
    onKeydown(ev) {
        const button =
            this.props.button &&
            ev.target.closest(".modal")?.querySelector(`button[name="${this.props.button}"]`);
        if (ev.key === "Enter" && ev.target.value && button) {
            ev.preventDefault();
            ev.stopPropagation();
            button.click();
        }
    }
}

registry.category("fields").add("scan", {
    ...charField,
    component: ScanField,
    supportedTypes: ["char"],
    extractProps: (info, dynamicInfo) => ({
        ...charField.extractProps(info, dynamicInfo),
        button: info.options.button,
    }),
});
