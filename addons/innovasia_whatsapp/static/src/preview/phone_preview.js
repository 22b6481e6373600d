import { Component, markup } from "@odoo/owl";

const BUTTON_ICONS = {
    URL: "fa-external-link",
    PHONE_NUMBER: "fa-phone",
    COPY_CODE: "fa-files-o",
    OTP: "fa-files-o",
    FLOW: "fa-list-alt",
    CATALOG: "fa-shopping-bag",
};
const MEDIA_ICONS = {
    IMAGE: "fa-picture-o",
    VIDEO: "fa-play-circle",
    DOCUMENT: "fa-file-text-o",
    LOCATION: "fa-map-marker",
};

/** One message as the customer's phone shows it. */
export class PhonePreview extends Component {
    static template = "innovasia_whatsapp.PhonePreview";
    static props = {
        /** Who writes, above the chat. */
        sender: { type: String, optional: true },
        /** TEXT with `html`, or IMAGE, VIDEO, DOCUMENT, LOCATION with `url` and `name`, as far as they are known. */
        header: { type: [Object, { value: null }], optional: true },
        /** The text, as HTML that was marked as safe. */
        body: { optional: true },
        footer: { type: String, optional: true },
        /** Objects with Meta's `type` and a `text`. */
        buttons: { type: Array, optional: true },
        placeholder: { type: String, optional: true },
    };

    get time() {
        return luxon.DateTime.now().toFormat("HH:mm");
    }

    get isEmpty() {
        return !String(this.props.body ?? markup("")).trim() && !this.props.header;
    }

    iconOf(button) {
        return BUTTON_ICONS[button.type] || "fa-reply";
    }

    get mediaIcon() {
        return MEDIA_ICONS[this.props.header.format];
    }
}
