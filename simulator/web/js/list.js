// The list of customers: whose phone is this, and what was said last.

import { post } from "./api.js";
import { preview } from "./preview.js";
import { avatar, h, icon, ticks, toast } from "./dom.js";
import { choose, clock, day, language, shortDate, t } from "./i18n.js";
import { closeSheet, field, sheet } from "./sheets.js";
import { app, business, chatId, now } from "./state.js";

let open = null;
let rows = null;
let filter = "";

/** Return the elements of the list screen; `onOpen` is called with a contact's id, `redraw` after a change of language. */
export function listScreen(onOpen, redraw) {
    open = onOpen;
    rows = h("div", { class: "rows", id: "contacts" });
    const other = language === "id" ? "en" : "id";
    const find = h("input", {
        type: "search",
        placeholder: t("search"),
        "aria-label": t("search"),
        value: filter,
        oninput: () => {
            filter = find.value;
            refreshList();
        },
    });
    return [
        h(
            "header",
            { class: "bar list-bar" },
            h(
                "div",
                { class: "bar-title" },
                h("strong", {}, t("app_name")),
                h("small", {}, t("who_are_you"))
            ),
            h(
                "button",
                {
                    class: "pill",
                    type: "button",
                    title: t("other_language"),
                    onclick: async () => {
                        await choose(other);
                        await redraw();
                    },
                },
                other.toUpperCase()
            ),
            h(
                "a",
                {
                    class: "round",
                    href: "/panel",
                    title: t("panel_title"),
                    "aria-label": t("panel_title"),
                },
                icon("panel")
            )
        ),
        numbers(redraw),
        h("label", { class: "find" }, icon("search", 18), find),
        rows,
        h(
            "button",
            {
                class: "fab",
                type: "button",
                id: "add-contact",
                "aria-label": t("add_contact"),
                title: t("add_contact"),
                onclick: addContact,
            },
            icon("add", 26)
        ),
    ];
}

function numbers(redraw) {
    if (app.numbers.length < 2)
        return h("div", { class: "numbers single" }, icon("shop", 18), business().verified_name);
    return h(
        "div",
        { class: "numbers", role: "tablist", "aria-label": t("write_to") },
        app.numbers.map((number) =>
            h(
                "button",
                {
                    type: "button",
                    role: "tab",
                    "aria-selected": String(number.id === app.number),
                    class: number.id === app.number ? "chosen" : "",
                    onclick: () => {
                        app.number = number.id;
                        localStorage.setItem("number", number.id);
                        redraw();
                    },
                },
                h("span", {}, number.verified_name),
                unreadOf(number.id)
            )
        )
    );
}

function unreadOf(number) {
    if (number === app.number) return null;
    const count = [...app.chats.values()]
        .filter((chat) => chat.id.startsWith(`${number}:`))
        .reduce((sum, chat) => sum + chat.unread, 0);
    return count ? h("span", { class: "badge" }, String(count)) : null;
}

/** Draw the rows again. */
export function refreshList() {
    if (!rows) return;
    const wanted = filter.toLowerCase();
    const found = [...app.contacts.values()]
        .filter((contact) =>
            `${contact.name} ${contact.number || ""} ${contact.username || ""}`
                .toLowerCase()
                .includes(wanted)
        )
        .map((contact) => ({ contact, chat: app.chats.get(chatId(contact.id)) }))
        .sort(
            (one, two) =>
                (two.chat?.last?.at || 0) - (one.chat?.last?.at || 0) ||
                one.contact.name.localeCompare(two.contact.name)
        );
    rows.replaceChildren(...(found.length ? found.map(row) : [empty()]));
}

function empty() {
    const searching = filter !== "";
    return h(
        "div",
        { class: "empty" },
        icon(searching ? "search" : "person", 44),
        h("strong", {}, t(searching ? "nothing_found" : "no_contacts")),
        h("p", {}, t(searching ? "nothing_found_hint" : "no_contacts_hint"))
    );
}

function row({ contact, chat }) {
    const last = chat?.last;
    return h(
        "button",
        {
            class: "row",
            type: "button",
            "data-contact": contact.id,
            onclick: () => open(contact.id),
        },
        avatar(contact.name, contact.id),
        h(
            "span",
            { class: "row-main" },
            h(
                "span",
                { class: "row-top" },
                h("strong", {}, contact.name),
                last && h("time", { class: chat.unread ? "fresh" : "" }, when(last.at))
            ),
            h(
                "span",
                { class: "row-bottom" },
                last?.direction === "in" && ticks(last.status, t(`tick_${last.status}`)),
                h("span", { class: "row-text" }, last ? preview(last) : identity(contact)),
                !contact.online && h("span", { class: "tag" }, t("offline")),
                chat?.unread ? h("span", { class: "badge" }, String(chat.unread)) : null
            )
        )
    );
}

function when(at) {
    const name = day(at, now());
    return name === t("today") ? clock(at) : name === t("yesterday") ? name : shortDate(at);
}

/** The number in groups, or the username. */
export function identity(contact) {
    if (!contact.number) return `@${contact.username}`;
    const match = /^(62)(\d{3})(\d{4})(\d+)$/.exec(contact.number);
    return match ? `+${match[1]} ${match[2]}-${match[3]}-${match[4]}` : `+${contact.number}`;
}

function addContact() {
    const name = field(t("name"), {
        name: "name",
        autocomplete: "off",
        maxlength: "60",
        required: true,
        placeholder: "Siti Rahmawati",
    });
    const number = field(t("number"), {
        name: "number",
        type: "tel",
        inputmode: "tel",
        autocomplete: "off",
        placeholder: "0812 3456 7890",
    });
    const username = field(
        t("username"),
        { name: "username", autocomplete: "off", placeholder: "siti.kopi" },
        t("username_hint")
    );
    sheet(t("add_contact"), [name, number, username], t("save"), async (values) => {
        try {
            const contact = await post("contacts", values);
            app.contacts.set(contact.id, contact);
            closeSheet();
            open(contact.id);
        } catch (error) {
            toast(error.message);
        }
    });
}
