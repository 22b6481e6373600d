import "@mail/discuss/core/common/channel_commands";

import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";

const commandRegistry = registry.category("discuss.channel_commands");

// What begins with a slash is meant for the customer, as anything else that is typed.
for (const name of ["help", "leave"]) {
    patch(commandRegistry.get(name), {
        condition({ thread }) {
            return !thread.isWhatsapp && super.condition(...arguments);
        },
    });
}
