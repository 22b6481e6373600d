import { Store } from "@mail/core/common/store_service";

import { patch } from "@web/core/utils/patch";

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether the user sees and hands over the conversations of colleagues. */
        this.has_access_wa_team = false;
    },
});
