import { reactive } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

const VERIFIERS = "innovasia_sales.group_verifier";

/** How many transactions wait for a verifier; counted anew when the server says that it changed. */
export const pendingTransactionsService = {
    dependencies: ["bus_service", "orm"],
    async start(env, { bus_service: bus, orm }) {
        const pending = reactive({ count: 0, isVerifier: await user.hasGroup(VERIFIERS) });
        if (!pending.isVerifier) {
            return pending;
        }
        let asked = 0;
        async function count() {
            const mine = ++asked;
            const answer = await orm.silent.call("sale.transaction", "pending_count", []);
            if (mine === asked) {
                pending.count = answer;
            }
        }
        bus.subscribe("innovasia_sales/pending_changed", () => {
            count();
            env.bus.trigger("PENDING-TRANSACTIONS:CHANGED");
        });
        bus.start();
        count();
        return pending;
    },
};

registry.category("services").add("innovasia_sales.pending", pendingTransactionsService);
