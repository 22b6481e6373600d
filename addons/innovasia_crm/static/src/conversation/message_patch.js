import { Message } from "@mail/core/common/message";
import { Message as MessageModel } from "@mail/core/common/message_model";
import { Store } from "@mail/core/common/store_service";

import { patch } from "@web/core/utils/patch";

patch(MessageModel.prototype, {
    /** What colleagues tell each other in a conversation. */
    get waIsNote() {
        return Boolean(
            this.thread?.isWhatsapp && this.isNote && this.message_type !== "notification"
        );
    },
    /** What reaches the customer comes from who serves them. */
    canAddReaction(thread) {
        return super.canAddReaction(...arguments) && !thread?.waIsOfColleague;
    },
    get isWhatsapp() {
        return !this.isNote && super.isWhatsapp;
    },
});

patch(Message.prototype, {
    get attClass() {
        return { ...super.attClass, "o-wa-note": this.message.waIsNote };
    },
});

patch(Store.prototype, {
    /** A note looks like one while it is being stored. */
    async doMessagePost(params, tmpMessage) {
        if (
            tmpMessage?.thread?.channel_type === "whatsapp" &&
            params.post_data.subtype_xmlid === "mail.mt_note"
        ) {
            Object.assign(tmpMessage, { message_type: "comment", subtype_id: this.mt_note });
        }
        return super.doMessagePost(...arguments);
    },
});
