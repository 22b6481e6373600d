import { Component, useEffect, useRef, useState } from "@odoo/owl";

import { money } from "@innovasia_sales/conversion/money";

import { hasTouch } from "@web/core/browser/feature_detection";
import { _t } from "@web/core/l10n/translation";
import { scrollTo } from "@web/core/utils/scrolling";
import { useDebounced } from "@web/core/utils/timing";

/** Finds products by name, code or barcode; Enter ticks the one that is pointed at. */
export class ProductPicker extends Component {
    static template = "innovasia_sales.ProductPicker";
    static props = { draft: Object };

    setup() {
        this.draft = useState(this.props.draft);
        this.state = useState({ index: 0, isSearching: false, products: undefined, term: "" });
        this.searchInput = useRef("search");
        this.list = useRef("list");
        this.turn = 0;
        this.search = useDebounced((term) => this.find(term), 200);
        useEffect(
            (focus) => {
                if (focus.name === "search" && !hasTouch()) {
                    this.searchInput.el?.focus();
                }
            },
            () => [this.draft.focus]
        );
        useEffect(
            () => {
                const row = this.list.el?.querySelector(".o-is-pointed");
                if (row) {
                    scrollTo(row, { scrollable: this.list.el });
                }
            },
            () => [this.state.index]
        );
    }

    /** Those of the search, or the likely ones when nobody searches. */
    get products() {
        return this.state.products ?? this.draft.offer.products;
    }

    imageUrl(product) {
        return `/web/image/product.product/${product.id}/image_128?unique=${product.version}`;
    }

    /** What it costs, or that the giver says so. */
    price(product) {
        return money(product.price, this.draft.offer.currency.id);
    }

    get noneText() {
        const { isSearching, term } = this.state;
        return isSearching ? _t("Searching…") : this.nothingText(term);
    }

    nothingText(term) {
        return term
            ? _t("No product with “%s”. Try a part of its name, or its code.", term)
            : _t("No products can be sold yet. Add them in Sales, under Products.");
    }

    onInput(ev) {
        this.searchFor(ev.target.value);
    }

    searchFor(term) {
        Object.assign(this.state, { isSearching: true, term });
        this.search(term.trim());
    }

    async find(term) {
        const turn = ++this.turn;
        let products = term ? [] : undefined;
        try {
            products = term ? await this.draft.backend.products(term) : undefined;
        } catch (error) {
            this.draft.refused(error);
        } finally {
            if (turn === this.turn) {
                Object.assign(this.state, { index: 0, isSearching: false, products });
            }
        }
    }

    onKeydown(ev) {
        const last = this.products.length - 1;
        if (ev.key === "ArrowDown") {
            this.state.index = Math.min(last, this.state.index + 1);
        } else if (ev.key === "ArrowUp") {
            this.state.index = Math.max(0, this.state.index - 1);
        } else if (ev.key === "Enter" && !ev.ctrlKey && !ev.metaKey) {
            this.enter();
        } else if (ev.key === "Escape" && this.state.term) {
            this.clear();
            ev.stopPropagation();
        } else {
            return;
        }
        ev.preventDefault();
    }

    /** A scanner types a barcode and Enter faster than any search answers, and the next one as well. */
    async enter() {
        const term = this.state.term.trim();
        const isKnown = !term || !this.state.isSearching;
        const pointed = this.products[this.state.index];
        this.clear();
        const draft = await this.serve();
        await draft.entering.exec(async () => {
            try {
                const [product] = isKnown ? [pointed] : await draft.backend.products(term);
                if (product) {
                    draft.add(product);
                } else {
                    await this.notFound(draft, term);
                }
            } catch (error) {
                this.giveBack(term);
                draft.refused(error);
            }
        });
    }

    /** @returns {Promise<SaleDraft>} the sale that is being entered */
    async serve() {
        return this.draft;
    }

    notFound(draft, term) {
        if (!this.giveBack(term)) {
            draft.error = this.nothingText(term);
        }
    }

    /** Lets a person correct what they typed, unless they are typing the next already. */
    giveBack(term) {
        const isFree = !this.state.term;
        if (isFree && term) {
            this.searchFor(term);
        }
        return isFree;
    }

    clear() {
        this.search.cancel();
        this.turn++;
        Object.assign(this.state, { index: 0, isSearching: false, products: undefined, term: "" });
        // At once: what is typed before it is drawn is the next search.
        this.searchInput.el.value = "";
    }

    onClick(product, index) {
        this.state.index = index;
        this.draft.toggle(product);
    }
}
