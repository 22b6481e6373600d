// What the customer can do beside writing: come from an ad, change the number, switch the phone off.

import { patch } from "./api.js";
import { t } from "./i18n.js";
import { cart, sendAs } from "./interactive.js";
import { identity } from "./list.js";
import { closeSheet, field, menu, sheet } from "./sheets.js";
import { app, me } from "./state.js";

/** Show the choices; `act` is what bubbles use too. */
export function more(act) {
    const contact = me();
    const flag = (name, value) => async () =>
        app.contacts.set(contact.id, await patch(`contacts/${contact.id}`, { [name]: value }));
    menu(
        contact.name,
        [
            ["ad", t("come_from_ad"), fromAd, t("come_from_ad_hint")],
            ["cart", t("send_order"), () => cart(act, [], null)],
            ["phone", t("change_number"), changeNumber],
            [
                "globe",
                t(contact.online ? "go_offline" : "go_online"),
                flag("online", !contact.online),
                t("go_offline_hint"),
            ],
            ["close", t(contact.blocked ? "unblock" : "block"), flag("blocked", !contact.blocked)],
            [
                "warn",
                t(contact.marketing_opt_out ? "marketing_on" : "marketing_off"),
                flag("marketing_opt_out", !contact.marketing_opt_out),
            ],
            ["sticker", t("send_unsupported"), () => sendAs("unsupported", { type: "poll" })],
        ],
        identity(contact)
    );
}

function fromAd() {
    const headline = field(t("ad_headline"), {
        name: "headline",
        value: "Promo Kopi Gayo 20%",
        required: true,
        maxlength: "80",
    });
    const text = field(t("ad_text"), {
        name: "body",
        value: "Pesan hari ini lewat WhatsApp, kirim besok.",
        maxlength: "200",
    });
    const first = field(t("first_message"), {
        name: "first",
        value: t("ad_first"),
        required: true,
    });
    sheet(t("come_from_ad"), [headline, text, first], t("send"), async (values) => {
        closeSheet();
        const referral = {
            source_url: "https://fb.me/3innovasia",
            source_id: "120210000000000001",
            source_type: "ad",
            headline: values.headline,
            body: values.body,
            media_type: "image",
            image_url: "https://scontent.xx.fbcdn.net/v/t45.1/promo.jpg",
            ctwa_clid: "ARAkLkA8rmlFeiCktEJQ",
        };
        await sendAs("text", { body: values.first }, null, { referral });
    });
}

function changeNumber() {
    sheet(
        t("change_number"),
        [
            h("p", { class: "hint" }, t("change_number_hint")),
            field(t("number"), {
                name: "number",
                type: "tel",
                required: true,
                placeholder: "0812 0000 1111",
            }),
        ],
        t("save"),
        async (values) => {
            if (await sendAs("number_change", values)) closeSheet();
        }
    );
}
