import { DataResponse } from "@mail/core/common/data_response_model";

import { patch } from "@web/core/utils/patch";

patch(DataResponse.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {boolean} */
        this.wa_has_more = undefined;
    },
});
