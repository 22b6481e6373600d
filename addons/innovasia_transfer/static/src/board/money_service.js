import { EventBus } from "@odoo/owl";

import { registry } from "@web/core/registry";

/** Not all screens at once, and not for each of a thousand mutations. */
const DELAY = 500;
const SPREAD = 1_000;

/** Says that money came, was expected or was matched; screens ask themselves what is new. */
export const moneyService = {
    dependencies: ["bus_service"],
    start(env, { bus_service: busService }) {
        const bus = new EventBus();
        let timeout;
        busService.subscribe("innovasia_transfer/money_changed", () => {
            timeout ??= setTimeout(
                () => {
                    timeout = undefined;
                    bus.trigger("CHANGED");
                },
                DELAY + Math.random() * SPREAD
            );
        });
        return { bus };
    },
};

registry.category("services").add("innovasia_transfer.money", moneyService);
