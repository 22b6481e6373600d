import { reactive } from "@odoo/owl";

import { cleanTerm } from "@mail/utils/common/format";
import { effectWithDebouncedCleanup } from "@mail/utils/common/misc";

import { serializeDateTime } from "@web/core/l10n/dates";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const ROUTE = "/innovasia_whatsapp/conversations";
/** Everybody hears of a change at the same moment: they do not all ask at the same moment. */
const SPREAD = 300;
/** Who only looks at another app for a moment goes on hearing of changes. */
const UNSUBSCRIBE_DELAY = 5 * 60 * 1000;

/** The list of conversations in the sidebar: fetched by pages, searched, kept up to date. */
export class Conversations {
    term = "";
    hasMore = false;
    /** @type {"new"|"fetching"|"ready"} */
    status = "new";
    changedIds = new Set();

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
                this.reload();
                return () => this.bus.deleteChannel("innovasia_whatsapp");
            },
            predicate: ({ discuss }) =>
                Boolean(discuss?.isActive && discuss.whatsapp?.open && !discuss.whatsapp.hidden),
            reactiveTargets: [this.store],
        });
    }

    get listed() {
        return this.store.discuss.whatsapp?.threads.filter((thread) => thread.waInInbox) ?? [];
    }

    /** Fetches the newest page; what is not on it leaves the list. */
    async reload() {
        if (!this.store.has_access_whatsapp) {
            return;
        }
        const before = this.listed;
        const page = await this._fetch({});
        for (const thread of before) {
            thread.waInInbox = thread.in(page);
        }
    }

    /** Fetches the page that follows what is listed. */
    async loadMore() {
        const { listed } = this;
        const oldest = this.oldest;
        const known = listed.filter((thread) => !oldest || thread.last_interest_dt <= oldest);
        await this._fetch({
            before: oldest && serializeDateTime(oldest),
            known_ids: known.map((thread) => thread.id),
        });
    }

    /**
     * Looks for conversations by name or number, also among those that are not listed yet.
     *
     * @param {string} term
     */
    async search(term) {
        this.term = term;
        if (term.trim()) {
            await this.store
                .fetchStoreData(ROUTE, { term }, { requestData: true })
                .then(({ channels }) => this._list(channels));
        }
    }

    /** @param {import("models").Thread} thread */
    matches(thread) {
        const term = cleanTerm(this.term.trim());
        const digits = term.replace(/\D/g, "").replace(/^(00|0|62)/, "");
        return (
            cleanTerm(thread.displayName ?? "").includes(term) ||
            cleanTerm(thread.wa_username || "").includes(term.replace(/^@/, "")) ||
            Boolean(digits && (thread.wa_phone || "").replace(/\D/g, "").includes(digits))
        );
    }

    async _fetch(params) {
        this.status = "fetching";
        try {
            const { channels, wa_has_more } = await this.store.fetchStoreData(ROUTE, params, {
                requestData: true,
            });
            this.hasMore = wa_has_more;
            this.oldest = channels.at(-1)?.last_interest_dt;
            this._list(channels);
            return channels;
        } finally {
            this.status = "ready";
        }
    }

    _list(threads) {
        for (const thread of threads) {
            thread.waInInbox = true;
        }
    }

    onChange({ channel_ids: channelIds = [], reload }) {
        if (reload) {
            this.mustReload = true;
        }
        channelIds.forEach((id) => this.changedIds.add(id));
        this.timeout ??= browser.setTimeout(() => this._catchUp(), Math.random() * SPREAD);
    }

    async _catchUp() {
        this.timeout = undefined;
        const ids = [...this.changedIds];
        this.changedIds.clear();
        if (this.mustReload) {
            this.mustReload = false;
            return this.reload();
        }
        const { channels } = await this.store.fetchStoreData(ROUTE, { ids }, { requestData: true });
        this._list(channels);
        for (const id of ids) {
            const thread = this.store.Thread.get({ model: "discuss.channel", id });
            if (thread && !thread.in(channels)) {
                thread.waInInbox = false;
            }
        }
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
