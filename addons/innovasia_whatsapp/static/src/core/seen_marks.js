import { browser } from "@web/core/browser/browser";

const KEY = "innovasia_whatsapp.seen";
const LIMIT = 1000;

/**
 * Up to which message this browser has shown each conversation. Members have Odoo's own
 * counters; this is for those who look without being members.
 */
export const seenMarks = {
    /** @returns {Object<number, number>} newest seen message by conversation */
    read() {
        try {
            return JSON.parse(browser.localStorage.getItem(KEY)) ?? {};
        } catch {
            return {}; // somebody else's value: begin again
        }
    },
    /**
     * @param {number} channelId
     * @param {number} messageId
     */
    write(channelId, messageId) {
        const marks = { ...this.read(), [channelId]: messageId };
        const entries = Object.entries(marks);
        if (entries.length > LIMIT) {
            entries.sort(([, a], [, b]) => b - a);
        }
        browser.localStorage.setItem(
            KEY,
            JSON.stringify(Object.fromEntries(entries.slice(0, LIMIT)))
        );
    },
};
