// Files, places and contact cards to send.

import { h } from "./dom.js";
import { t } from "./i18n.js";
import { sendAs } from "./interactive.js";
import { closeSheet, field, sheet } from "./sheets.js";

/** Let the person choose a file. */
export function pickFile(accept, onFile) {
    const input = h("input", { type: "file", accept, hidden: true, class: "picker" });
    input.addEventListener("change", () => {
        if (input.files[0]) onFile(input.files[0]);
        input.remove();
    });
    input.addEventListener("cancel", () => input.remove());
    document.body.append(input);
    input.click();
}

export function askLocation(context) {
    const latitude = field(t("latitude"), {
        name: "latitude",
        type: "number",
        step: "any",
        min: "-90",
        max: "90",
        required: true,
        value: "-6.175392",
    });
    const longitude = field(t("longitude"), {
        name: "longitude",
        type: "number",
        step: "any",
        min: "-180",
        max: "180",
        required: true,
        value: "106.827153",
    });
    const here = h(
        "button",
        {
            type: "button",
            class: "pill",
            onclick: () =>
                navigator.geolocation.getCurrentPosition((place) => {
                    latitude.querySelector("input").value = place.coords.latitude;
                    longitude.querySelector("input").value = place.coords.longitude;
                }),
        },
        t("here")
    );
    const name = field(t("place_name"), { name: "name", value: "Monas", maxlength: "100" });
    const address = field(t("address"), {
        name: "address",
        value: "Gambir, Jakarta Pusat",
        maxlength: "200",
    });
    sheet(
        t("send_location"),
        [
            name,
            address,
            h("div", { class: "two" }, latitude, longitude),
            navigator.geolocation && here,
        ],
        t("send"),
        (values) => {
            closeSheet();
            sendAs(
                "location",
                {
                    ...values,
                    latitude: Number(values.latitude),
                    longitude: Number(values.longitude),
                },
                context
            );
        }
    );
}

export function askContact(context) {
    const name = field(t("name"), { name: "name", required: true, placeholder: "Budi Santoso" });
    const number = field(t("number"), {
        name: "number",
        type: "tel",
        required: true,
        placeholder: "0812 3456 7890",
    });
    sheet(t("kind_contacts"), [name, number], t("send"), (values) => {
        closeSheet();
        const digits = values.number.replace(/\D/g, "").replace(/^0/, "62");
        const [first, ...rest] = values.name.trim().split(/\s+/);
        sendAs(
            "contacts",
            [
                {
                    name: {
                        formatted_name: values.name.trim(),
                        first_name: first,
                        ...(rest.length ? { last_name: rest.join(" ") } : {}),
                    },
                    phones: [{ phone: `+${digits}`, wa_id: digits, type: "CELL" }],
                },
            ],
            context
        );
    });
}
