import { parseAmount } from "@innovasia_sales/conversion/money";
import { problemOf } from "@innovasia_sales/conversion/sale_problem";
import { readUploads } from "@innovasia_sales/conversion/uploads";

import { serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { Mutex, delay } from "@web/core/utils/concurrency";
import { uuid } from "@web/core/utils/strings";

const { DateTime } = luxon;
const PAUSE = 150; // ms, while somebody types
/** What the server says to a person; anything else is a defect. */
const REFUSALS = ["AccessError", "MissingError", "UserError", "ValidationError"].map(
    (name) => `odoo.exceptions.${name}`
);

/**
 * A sale that is being entered, until it is saved or thrown away: closing its window keeps it.
 *
 * @typedef {Object} SaleBackend where a sale is entered: a conversation, or the page for manual entry
 * @property {() => Promise<Object>} open
 * @property {(term: string) => Promise<Object[]>} products
 * @property {(values: Object) => Promise<Object>} quote
 * @property {(values: Object) => Promise<{model: string, id: number, name: string}>} save
 */
export class SaleDraft {
    /** @param {SaleBackend} backend */
    constructor(backend) {
        this.backend = backend;
        /** The server enters the same key once, however often it is sent. */
        this.key = uuid();
        /** What the server told: products, methods, couriers, currency, files of the conversation. */
        this.offer = undefined;
        /** @type {{product: Object, quantity: string, amount: string, price?: number, subtotal?: number}[]} */
        this.lines = [];
        this.methodId = undefined;
        this.paidAt = DateTime.now().set({ second: 0, millisecond: 0 });
        this.amount = "";
        this.differs = false;
        this.courierId = false;
        this.shippingCost = "";
        this.address = "";
        this.note = "";
        this.fileIds = [];
        /** @type {{name: string, content: string, url: string|false}[]} */
        this.uploads = [];
        this.total = 0;
        this.isQuoting = false;
        this.isSaving = false;
        this.error = "";
        /** Which input is to have the focus; a new object each time. */
        this.focus = { name: "search" };
        /** What is still being looked for or read, to be a part of the sale: it is saved with all of it. */
        this.entering = new Mutex();
        /** Of offers that overlap, the last one counts: another customer was chosen meanwhile. */
        this.opening = undefined;
        /** Of quotes that overlap, the last one counts. */
        this.turn = 0;
    }

    async open() {
        const opening = this.backend.open();
        this.opening = opening;
        try {
            const offer = await opening;
            if (opening !== this.opening) {
                return;
            }
            this.offer = offer;
        } catch (error) {
            if (opening === this.opening) {
                this.refused(error);
            }
            return;
        }
        const { files = [], methods } = this.offer;
        this.methodId ??= (methods.find((method) => method.is_default) ?? methods[0])?.id;
        this.fileIds = this.fileIds.filter((id) => files.some((file) => file.id === id));
        await this.quote();
    }

    /** How the customer pays, as the server told it. */
    get method() {
        return this.offer?.methods.find((method) => method.id === this.methodId);
    }

    /** Whether the money is still to come: neither date nor amount nor evidence is asked for. */
    get isAwaited() {
        return Boolean(this.method?.is_awaited);
    }

    // --- products ---------------------------------------------------------------------

    lineOf(product) {
        return this.lines.find((line) => line.product.id === product.id);
    }

    /** One more of it; of a donation, the amount is asked. */
    add(product) {
        const line = this.lineOf(product);
        if (product.is_donation) {
            if (!line) {
                this.lines.push({ product, quantity: "1", amount: "" });
            }
            this.focus = { name: "line", productId: product.id };
        } else if (line) {
            line.quantity = String((parseQuantity(line.quantity) ?? 0) + 1);
        } else {
            this.lines.push({ product, quantity: "1", amount: "" });
        }
        this.changed();
    }

    remove(product) {
        this.lines = this.lines.filter((line) => line.product.id !== product.id);
        this.changed();
    }

    toggle(product) {
        if (this.lineOf(product)) {
            this.remove(product);
        } else {
            this.add(product);
        }
    }

    setQuantity(line, text) {
        line.quantity = text;
        this.changed();
    }

    step(line, by) {
        const quantity = (parseQuantity(line.quantity) ?? 0) + by;
        if (quantity > 0) {
            this.setQuantity(line, String(quantity));
        } else {
            this.remove(line.product);
        }
    }

    setAmount(line, text) {
        line.amount = text;
        this.changed();
    }

    /** @param {string} id empty for a courier that is decided on later */
    setCourier(id) {
        this.courierId = Number(id) || false;
        if (!this.courierId) {
            this.shippingCost = "";
        }
        this.changed();
    }

    setShippingCost(text) {
        this.shippingCost = text;
        this.changed();
    }

    /** Whether there is anything that has to reach the customer. */
    get isShipped() {
        return this.lines.some(({ product }) => product.is_goods);
    }

    // --- what it costs ----------------------------------------------------------------

    changed() {
        this.error = "";
        this.differs = false;
        this.quote(PAUSE);
    }

    /**
     * Wholesale prices and taxes are the server's to say.
     *
     * @param {number} [pause] milliseconds in which another change makes this one needless
     */
    async quote(pause = 0) {
        const turn = ++this.turn;
        this.isQuoting = true;
        await delay(pause);
        if (turn !== this.turn) {
            return;
        }
        const lines = this.pricedLines;
        try {
            const quote = lines.length
                ? await this.backend.quote({ ...this.shipping, lines: this.values(lines) })
                : { lines: [], shipping: 0, total: 0 };
            if (turn === this.turn) {
                quote.lines.forEach((told, index) => Object.assign(lines[index], told));
                this.total = quote.total;
            }
        } catch (error) {
            if (turn === this.turn) {
                this.refused(error);
            }
        } finally {
            if (turn === this.turn) {
                this.isQuoting = false;
            }
        }
    }

    /** Those that can be priced: while somebody types, a quantity may be none. */
    get pricedLines() {
        return this.lines.filter((line) =>
            line.product.is_donation
                ? parseAmount(line.amount) > 0
                : parseQuantity(line.quantity) > 0
        );
    }

    values(lines) {
        return lines.map((line) =>
            line.product.is_donation
                ? { product_id: line.product.id, amount: parseAmount(line.amount) }
                : { product_id: line.product.id, quantity: parseQuantity(line.quantity) }
        );
    }

    get shipping() {
        const cost = this.courierId && parseAmount(this.shippingCost);
        return { carrier_id: this.isShipped && this.courierId, shipping_cost: cost || 0 };
    }

    /** What was paid, as the screen says it. */
    get paid() {
        return this.amount.trim() && !this.isAwaited ? parseAmount(this.amount) : this.total;
    }

    get difference() {
        return this.amount.trim() && this.lines.length && !this.isAwaited
            ? (this.paid ?? this.total) - this.total
            : 0;
    }

    /** @param {Iterable<File>} files of this computer, as evidence */
    attach(files) {
        const chosen = [...files]; // what was pasted is gone when the event is over
        return this.entering.exec(async () => {
            const { refusal, uploads } = await readUploads(chosen);
            this.error = refusal;
            this.uploads.push(...uploads);
        });
    }

    // --- saving -----------------------------------------------------------------------

    /** What is missing, in a sentence; empty when it can be saved. */
    get problem() {
        return problemOf(this);
    }

    /** @returns {Promise<{model: string, id: number, name: string}|undefined>} undefined when it was not saved; nothing is lost then */
    async save() {
        if (this.isSaving) {
            return undefined;
        }
        Object.assign(this, { error: "", isSaving: true });
        try {
            await this.entering.getUnlockedDef();
            await this.quote();
            this.error = this.error || this.problem;
            return this.error ? undefined : await this.backend.save(this.saved);
        } catch (error) {
            this.refused(error);
            return undefined;
        } finally {
            this.isSaving = false;
        }
    }

    get saved() {
        return {
            ...this.shipping,
            ...(this.isAwaited ? {} : this.payment),
            address: this.isShipped ? this.address : "",
            key: this.key,
            lines: this.values(this.lines),
            note: this.note,
            payment_method_id: this.methodId,
            total: this.total,
        };
    }

    /** What is told of money that was paid already. */
    get payment() {
        return {
            amount: this.amount.trim() ? this.paid : false,
            differs: this.differs,
            evidence_ids: this.fileIds,
            paid_at: serializeDateTime(this.paidAt),
            uploads: this.uploads.map(({ content, name }) => ({ content, name })),
        };
    }

    refused(error) {
        if (error instanceof ConnectionLostError) {
            this.error = _t("No connection to the server. Nothing is lost: try again in a moment.");
        } else if (error instanceof RPCError && REFUSALS.includes(error.exceptionName)) {
            this.error = error.data.message;
        } else {
            throw error;
        }
    }
}

/**
 * @param {string} text
 * @returns {number|undefined}
 */
export function parseQuantity(text) {
    const written = String(text).trim().replace(",", ".");
    return /^\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}
