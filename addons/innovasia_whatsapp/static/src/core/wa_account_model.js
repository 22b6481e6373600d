import { Record } from "@mail/core/common/record";

/** A device: a WhatsApp business number. */
export class WaAccount extends Record {
    static _name = "wa.account";
    static id = "id";

    /** @type {number} */
    id;
    /** @type {string} */
    name;
}
WaAccount.register();
