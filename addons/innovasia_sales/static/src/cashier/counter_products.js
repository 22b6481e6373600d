import { ProductPicker } from "@innovasia_sales/conversion/product_picker";

/** What is sold at the counter, as pictures to touch; what is typed or scanned is found as elsewhere. */
export class CounterProducts extends ProductPicker {
    static template = "innovasia_sales.CounterProducts";

    imageUrl(product) {
        return `/web/image/product.product/${product.id}/image_256?unique=${product.version}`;
    }

    /** Each touch is one more of it. */
    onClick(product, index) {
        this.state.index = index;
        this.draft.add(product);
    }

    async enter() {
        if (!this.state.term.trim() && !this.state.isSearching) {
            return;
        }
        const code = this.state.term.trim();
        await super.enter();
        if (this.state.term) {
            // nothing by this name: what a scanner typed may be a barcode that names do not tell
            await this.draft.scan(code);
            this.clear();
        }
    }
}
