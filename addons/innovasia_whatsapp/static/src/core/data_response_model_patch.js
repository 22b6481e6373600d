import { DataResponse } from "@mail/core/common/data_response_model";

import { patch } from "@web/core/utils/patch";

patch(DataResponse.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {Object<string, {ids: number[], rest: number}>} a page of each section */
        this.wa_sections = undefined;
        /** @type {Object<number, string>} why a conversation is not seen any more, by its id */
        this.wa_gone = undefined;
    },
});
