import { Record } from "@mail/core/common/record";

/** What a conversation is about. */
export class WaLabel extends Record {
    static _name = "wa.label";
    static id = "id";

    /** @type {number} */
    id;
    /** @type {string} */
    name;
    /** @type {number} */
    color;
}
WaLabel.register();
