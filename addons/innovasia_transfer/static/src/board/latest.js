/** Of calls that overtake one another the last one counts, and all of them end with its answer: Odoo's KeepLast leaves
 * those that were overtaken waiting for ever, and with them what was to be done afterwards. */
export class Latest {
    call = undefined;

    /** @param {Promise} call that from now on is the one that counts */
    async add(call) {
        this.call = call;
        let awaited;
        do {
            awaited = this.call;
            await Promise.allSettled([awaited]);
        } while (awaited !== this.call);
        return awaited;
    }

    /** Whoever waits gets nothing. */
    forget() {
        this.call = undefined;
    }
}
