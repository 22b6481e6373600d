import { Message } from "@mail/core/common/message";

import { WaFailure, WaTicks } from "@innovasia_whatsapp/conversation/wa_ticks";

import { patch } from "@web/core/utils/patch";

Object.assign(Message.components, { WaFailure, WaTicks });

patch(Message.prototype, {
    get isAlignedRight() {
        if (this.message.isWhatsapp && !this.env.messageCard) {
            return this.message.waIsOutbound;
        }
        return super.isAlignedRight;
    },
    get attClass() {
        return {
            ...super.attClass,
            "o-wa-message": this.message.isWhatsapp,
            "o-wa-outbound": this.message.isWhatsapp && this.isAlignedRight,
        };
    },
    get shouldDisplayAuthorName() {
        if (this.message.isWhatsapp && this.message.waIsOutbound) {
            return !this.message.isSelfAuthored;
        }
        return super.shouldDisplayAuthorName;
    },
    /** Mails hide what they quote behind three dots; a customer's quote and an ad's headline are meant to be read. */
    insertEllipsisbtn() {
        if (!this.message.isWhatsapp) {
            super.insertEllipsisbtn(...arguments);
        }
    },
});
