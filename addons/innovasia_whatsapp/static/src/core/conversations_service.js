import { reactive } from "@odoo/owl";

import { effectWithDebouncedCleanup } from "@mail/utils/common/misc";

import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";

const ROUTE = "/innovasia_whatsapp/conversations";
/** Everybody hears of a change at the same moment: they do not all ask at the same moment. */
const SPREAD = 300;
/** Who only looks at another app for a moment goes on hearing of changes. */
const UNSUBSCRIBE_DELAY = 5 * 60 * 1000;
/** With fewer conversations than this, a section gets the next of its rest. */
const FEW = 15;

/** The conversations of the sidebar: fetched by pages, searched, kept up to date. */
export class Conversations {
    /** @type {"new"|"fetching"|"ready"} */
    status = "new";
    isSearching = false;
    changedIds = new Set();
    /** Of which the present state is to be asked for. */
    askedIds = new Set();
    /** One question after the other: an answer that is overtaken would bring back what was before. */
    asking = new Mutex();

    constructor(env, services) {
        this.store = services["mail.store"];
        this.bus = services.bus_service;
    }

    setup() {
        this.bus.subscribe("innovasia_whatsapp/queue_changed", (change) => this.onChange(change));
        this.bus.addEventListener("BUS:RECONNECT", () => this.reload());
        effectWithDebouncedCleanup({
            delay: UNSUBSCRIBE_DELAY,
            dependencies: () => ({}),
            effect: () => {
                this.bus.addChannel("innovasia_whatsapp");
                this.load();
                return () => this.bus.deleteChannel("innovasia_whatsapp");
            },
            predicate: ({ chatHub, discuss, has_access_whatsapp }) =>
                Boolean(
                    has_access_whatsapp &&
                    (discuss?.isActive || chatHub?.opened.some(({ thread }) => thread?.isWhatsapp))
                ),
            reactiveTargets: [this.store],
        });
    }

    /** @returns {import("models").Thread[]} what is listed, in the order in which it is */
    get listed() {
        return this.store.discuss.waListedCategories.flatMap((category) => category.waListed);
    }

    /** What a person has before their eyes: it must be seen still, listed or not. */
    get shown() {
        const { chatHub, discuss } = this.store;
        const threads = [discuss.thread, ...chatHub.opened.map(({ thread }) => thread)];
        return threads.filter((thread) => thread?.isWhatsapp);
    }

    /** Fetches the sections when somebody comes to see them; who else waits for them shares the answer. */
    load() {
        this.loading ??= this.reload().finally(() => {
            this.loading = undefined;
        });
        return this.loading;
    }

    /** Fetches the first page of every section; what is on none of them leaves the list. */
    async reload() {
        if (!this.store.has_access_whatsapp) {
            return;
        }
        const before = this.listed;
        this.status = "fetching";
        try {
            const { wa_gone, wa_sections } = await this._ask(() => ({
                ids: this.shown.map((thread) => thread.id),
                sections: true,
            }));
            const listedIds = new Set(Object.values(wa_sections).flatMap((page) => page.ids));
            for (const thread of before) {
                thread.waInInbox = listedIds.has(thread.id);
            }
            this._listPages(wa_sections);
            this._leave(wa_gone);
        } finally {
            this.status = "ready";
        }
    }

    /**
     * Fetches the page of a section that follows what is listed.
     *
     * @param {import("models").DiscussAppCategory} category
     */
    async loadMore(category) {
        category.waIsFetching = true;
        try {
            const { wa_sections } = await this._ask(() => ({
                known_ids: category.waListed.map((thread) => thread.id),
                sections: [category.waSectionId],
            }));
            this._listPages(wa_sections);
        } finally {
            category.waIsFetching = false;
        }
    }

    /**
     * Looks for conversations by name or number, also among those that are not listed.
     *
     * @param {string} term
     */
    async search(term) {
        const { discuss } = this.store;
        discuss.waTerm = term;
        if (!discuss.waIsSearching) {
            this._setFound([]);
            return;
        }
        this.isSearching = true;
        try {
            const { channels } = await this._ask(() => ({ term }));
            if (discuss.waTerm === term) {
                this._setFound(channels);
            }
        } finally {
            if (discuss.waTerm === term) {
                this.isSearching = false;
            }
        }
    }

    /**
     * Asks for the present state of conversations; what the user does not see any more leaves.
     *
     * @param {number[]} ids
     */
    refresh(ids) {
        ids.forEach((id) => this.askedIds.add(id));
        this.refreshing ??= this._refresh();
        return this.refreshing;
    }

    /** All that is asked for while another question is on its way is asked for at once. */
    async _refresh() {
        const { channels, wa_gone } = await this._ask(() => {
            const ids = [...this.askedIds];
            this.askedIds.clear();
            this.refreshing = undefined;
            return { ids };
        });
        for (const thread of channels) {
            thread.waGoneText = "";
            thread.waInInbox = Boolean(
                thread.discussAppCategory && !thread.discussAppCategory.waSection.isUnlisted
            );
        }
        this._leave(wa_gone);
        for (const category of this.store.discuss.waListedCategories) {
            if (category.waRest && category.waListed.length < FEW) {
                this.loadMore(category);
            }
        }
    }

    onChange({ channel_ids: channelIds = [], reload }) {
        if (reload) {
            this.mustReload = true;
        }
        channelIds.forEach((id) => this.changedIds.add(id));
        this.timeout ??= browser.setTimeout(() => this._catchUp(), Math.random() * SPREAD);
    }

    _catchUp() {
        this.timeout = undefined;
        const ids = [...this.changedIds];
        this.changedIds.clear();
        if (this.mustReload) {
            this.mustReload = false;
            return this.reload();
        }
        // without the sidebar, what matters is only what a window shows or the menu lists
        const { discuss, Thread } = this.store;
        const known = discuss.isActive
            ? ids
            : ids.filter((id) => Thread.get({ model: "discuss.channel", id }));
        return known.length ? this.refresh(known) : undefined;
    }

    /** @param {() => Object} params called when it is this question's turn */
    _ask(params) {
        return this.asking.exec(() =>
            this.store.fetchStoreData(ROUTE, params(), { requestData: true })
        );
    }

    _listPages(sections) {
        const { Thread, DiscussAppCategory } = this.store;
        for (const [id, { ids, rest }] of Object.entries(sections)) {
            for (const threadId of ids) {
                const thread = Thread.get({ model: "discuss.channel", id: threadId });
                Object.assign(thread, { waGoneText: "", waInInbox: true });
            }
            const category = DiscussAppCategory.get(`innovasia_whatsapp.${id}`);
            if (!category) {
                continue; // of a role that the user got since this page was opened
            }
            // Discuss knows of all of which the user is a member
            const known = category.threads.filter((t) => t.displayToSelf && !t.waInInbox);
            known.forEach((thread) => (thread.waInInbox = true));
            category.waSetRest(Math.max(0, rest - known.length));
        }
    }

    _leave(gone) {
        for (const [id, text] of Object.entries(gone)) {
            this.store.Thread.get({ model: "discuss.channel", id: Number(id) })?.waLeave(text);
        }
    }

    _setFound(threads) {
        this.found?.forEach((thread) => (thread.waIsFound = false));
        threads.forEach((thread) => (thread.waIsFound = true));
        this.found = threads;
    }
}

export const conversationsService = {
    dependencies: ["bus_service", "mail.store"],
    start(env, services) {
        const conversations = reactive(new Conversations(env, services));
        conversations.setup();
        return conversations;
    },
};

registry.category("services").add("innovasia_whatsapp.conversations", conversationsService);
