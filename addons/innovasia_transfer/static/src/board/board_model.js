import { browser } from "@web/core/browser/browser";

import { Latest } from "./latest";

const MODEL = "transfer.board";
const STORAGE = "innovasia_transfer.board";
/** Further rows with each look at more. */
const PAGE = 40;

/** What the two lists show, what is chosen, and what the server says about it. */
export class BoardModel {
    data = undefined;
    chosen = undefined;
    suggestions = undefined;
    failed = false;

    constructor(orm) {
        this.orm = orm;
        this.lists = new Latest();
        this.candidates = new Latest();
        const { journal_id = false } = JSON.parse(browser.localStorage.getItem(STORAGE) || "{}");
        this.filters = { term: "", journal_id };
    }

    /** @returns {string|undefined} the list that the chosen row is of */
    get side() {
        if (this.chosen) {
            return this.chosen.model === "bank.mutation" ? "unmatched" : "unpaid";
        }
        return undefined;
    }

    async load() {
        const { filters } = this;
        const data = await this.lists.add(this.orm.silent.call(MODEL, "get_board", [filters]));
        Object.assign(this, { data, failed: false });
        if (this.filters === filters) {
            this.filters = data.filters;
        }
    }

    /** Follow what happens without disturbing: a failure is shown, and mended by the next try. */
    async refresh() {
        try {
            await this.load();
            if (this.chosen) {
                await this.choose(this.chosen);
            }
        } catch (error) {
            this.failed = true;
            console.warn("The lists could not be refreshed", error);
        }
    }

    async filter(change) {
        // From now on every refresh asks for these.
        this.filters = { ...this.filters, ...change };
        const { journal_id } = this.filters;
        browser.localStorage.setItem(STORAGE, JSON.stringify({ journal_id }));
        await this.load();
    }

    more(side) {
        const name = `${side}_limit`;
        return this.filter({ [name]: this.data.filters[name] + PAGE });
    }

    /** @param {{model: string, id: number}} row to find the other side's candidates for */
    async choose(row) {
        if (row.key !== this.chosen?.key) {
            Object.assign(this, { chosen: row.key ? row : undefined, suggestions: undefined });
        }
        const found = await this.candidates.add(
            this.orm.silent.call(MODEL, "get_suggestions", [row.model, row.id])
        );
        if (!found?.row.is_open) {
            // Somebody else was faster, or one has turned away meanwhile.
            return this.forget();
        }
        Object.assign(this, { chosen: found.row, suggestions: found.suggestions });
    }

    forget() {
        this.candidates.forget();
        Object.assign(this, { chosen: undefined, suggestions: undefined });
    }

    /** What was chosen is dealt with. */
    settled() {
        this.forget();
        return this.load();
    }

    async undo(matchIds) {
        await this.orm.call(MODEL, "undo", [matchIds]);
        await this.load();
    }
}
