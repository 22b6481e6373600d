// What the phone knows: kept up to date by the live events.

import { get } from "./api.js";

export const session = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
export const app = {
    numbers: [],
    contacts: new Map(),
    chats: new Map(),
    number: null,
    contact: null,
    messages: new Map(),
    offset: 0,
};

export async function loadState() {
    const state = await get("state");
    app.numbers = state.numbers;
    app.contacts = new Map(state.contacts.map((contact) => [contact.id, contact]));
    app.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
    app.offset = state.clock.offset;
    const saved = localStorage.getItem("number");
    if (!app.numbers.some((number) => number.id === app.number)) {
        app.number = app.numbers.some((number) => number.id === saved) ? saved : app.numbers[0]?.id;
    }
    if (app.contact && !app.contacts.has(app.contact)) app.contact = null;
}

export async function loadMessages() {
    const messages = await get(
        `messages?contact=${app.contact}&phone_number_id=${app.number}&limit=300`
    );
    app.messages = new Map(messages.map((message) => [message.id, message]));
}

export const now = () => Date.now() / 1000 + app.offset;
export const chatId = (contact = app.contact) => `${app.number}:${contact}`;
export const business = () => app.numbers.find((number) => number.id === app.number);
export const me = () => app.contacts.get(app.contact);

/** Whether the customer's phone shows this message. */
export const onPhone = (message) =>
    message.kind !== "reaction" &&
    (message.direction === "in" || ["delivered", "read"].includes(message.status));

/** Take in a new or changed message; returns whether it is part of the open chat. */
export function receive(message) {
    const chat = app.chats.get(message.chat) || {
        id: message.chat,
        contact: message.contact,
        unread: 0,
    };
    if (onPhone(message)) {
        if (!chat.last || chat.last.id === message.id || message.at >= chat.last.at)
            chat.last = message;
        const waiting = new Set(chat.waiting || []);
        const known = waiting.has(message.id);
        if (message.direction === "out" && message.status === "delivered" && !known) {
            waiting.add(message.id);
            chat.unread += 1;
        }
        if (
            message.status === "read" &&
            (known || chat.unread > waiting.size) &&
            message.direction === "out"
        ) {
            waiting.delete(message.id);
            chat.unread = Math.max(0, chat.unread - 1);
        }
        chat.waiting = [...waiting];
    }
    app.chats.set(chat.id, chat);
    if (message.chat !== chatId()) return false;
    app.messages.set(message.id, message);
    return true;
}
