// The phone: starts, listens, and switches between the list and a chat.

import { listen, post } from "./api.js";
import { chatScreen, refreshChat, showTyping } from "./chat.js";
import { h, icon } from "./dom.js";
import { choose, language, load, t } from "./i18n.js";
import { listScreen, refreshList } from "./list.js";
import { app, loadMessages, loadState, receive, session } from "./state.js";

const root = document.getElementById("phone");

function tellOpen(visible, contact = app.contact, number = app.number) {
    if (!contact) return;
    const body = { contact, phone_number_id: number, visible, session };
    if (visible) post("open", body);
    else navigator.sendBeacon("/_sim/open", JSON.stringify(body));
}

/** Show the list, or the chat of the chosen contact. */
export async function show() {
    if (app.contact) {
        await loadMessages();
        root.replaceChildren(...chatScreen(closeChat));
        refreshChat(true);
        if (!document.hidden) tellOpen(true);
    } else {
        root.replaceChildren(...listScreen(openChat, show));
        refreshList();
    }
    drawNote();
}

async function openChat(contact) {
    app.contact = contact;
    history.pushState({ contact }, "", `#${contact}`);
    await show();
}

function closeChat() {
    if (location.hash) history.back();
}

async function fromAddress() {
    const wanted = decodeURIComponent(location.hash.slice(1));
    if (app.contact && app.contact !== wanted) tellOpen(false);
    app.contact = app.contacts.has(wanted) ? wanted : null;
    await show();
}

function drawNote() {
    document.title = app.contact
        ? `${app.contacts.get(app.contact).name} · Innovasia`
        : t("phone_title");
    const other = language === "id" ? "en" : "id";
    document.getElementById("note").replaceChildren(
        h("h1", {}, t("phone_title")),
        h("p", {}, t("note_1")),
        h("p", {}, t("note_2")),
        h(
            "p",
            { class: "desk-links" },
            h("a", { href: "/panel" }, icon("panel", 18), t("panel_title")),
            h(
                "button",
                {
                    type: "button",
                    onclick: async () => {
                        await choose(other);
                        await show();
                    },
                },
                icon("globe", 18),
                t("other_language")
            )
        )
    );
}

async function reload() {
    await loadState();
    await show();
}

async function start() {
    await load();
    await loadState();
    const handlers = {
        message(message) {
            if (receive(message) && app.contact) refreshChat(false, message);
            if (!app.contact) refreshList();
        },
        contact(contact) {
            app.contacts.set(contact.id, contact);
            if (app.contact === contact.id) refreshChat(false);
            else if (!app.contact) refreshList();
        },
        typing: (typing) => showTyping(typing),
        clock: (clock) => {
            app.offset = clock.offset;
            if (app.contact) refreshChat(false);
        },
        number: reload,
        reset: reload,
    };
    listen(session, handlers, reload);
    window.addEventListener("popstate", fromAddress);
    document.addEventListener("visibilitychange", () => tellOpen(!document.hidden));
    window.addEventListener("pagehide", () => tellOpen(false));
    await fromAddress();
}

start();
