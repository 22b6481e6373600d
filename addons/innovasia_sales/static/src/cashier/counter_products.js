import { ProductPicker } from "@innovasia_sales/conversion/product_picker";

/** What is sold at the counter, as pictures to touch; what is typed or scanned is found as elsewhere. */
export class CounterProducts extends ProductPicker {
    static template = "innovasia_sales.CounterProducts";
    static props = { ...ProductPicker.props, serve: Function };

    imageUrl(product) {
        return `/web/image/product.product/${product.id}/image_256?unique=${product.version}`;
    }

    /** Each touch is one more of it. */
    async onClick(product, index) {
        this.state.index = index;
        (await this.serve()).add(product);
    }

    async enter() {
        if (this.state.term.trim()) {
            await super.enter();
        }
    }

    /** What is paid stays as it is. */
    serve() {
        return this.props.serve();
    }

    /** What a scanner typed may be a barcode that names do not tell. */
    notFound(draft, term) {
        return draft.scan(term);
    }
}
