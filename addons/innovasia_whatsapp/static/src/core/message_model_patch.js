import { fields } from "@mail/core/common/record";
import { Message } from "@mail/core/common/message_model";

import { patch } from "@web/core/utils/patch";

const QUEUED = ["outgoing", "sending"];
const SENT = ["sent", "delivered", "read"];

patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {"received"|"outgoing"|"sending"|"unknown"|"sent"|"delivered"|"read"|"failed"|"skipped"|undefined} */
        this.wa_state = fields.Attr(undefined, {
            onUpdate() {
                this.waKeepTicks();
            },
        });
        this.waReached = undefined;
        /** @type {string|false|null} null: not asked for yet */
        this.wa_reason = undefined;
    },
    get isWhatsapp() {
        return Boolean(
            this.thread?.isWhatsapp &&
            !this.is_transient &&
            (this.message_type === "whatsapp_message" || this.isPending)
        );
    },
    get waIsInbound() {
        return this.isWhatsapp && !this.waIsOutbound;
    },
    /** Everything that we sent, whoever of us wrote it. */
    get waIsOutbound() {
        if (!this.isWhatsapp) {
            return false;
        }
        return this.wa_state
            ? this.wa_state !== "received"
            : !this.author?.eq(this.thread.wa_partner_id);
    },
    get bubbleColor() {
        if (this.isWhatsapp) {
            return this.waIsOutbound ? "green" : "blue";
        }
        return super.bubbleColor;
    },
    /** What is on the customer's phone does not change or go away by changing it here. */
    get editable() {
        return !this.isWhatsapp && super.editable;
    },
    canReplyTo(thread) {
        return super.canReplyTo(thread) && !thread?.waClosedText;
    },
    canAddReaction(thread) {
        return super.canAddReaction(thread) && !thread?.waClosedText;
    },
    /** What was sent is not queued again: that is an answer that a status has overtaken. */
    waKeepTicks() {
        if (this.waReached && QUEUED.includes(this.wa_state)) {
            this.wa_state = this.waReached;
        } else {
            this.waReached = SENT.includes(this.wa_state) ? this.wa_state : undefined;
        }
    },
    /** Asks why it failed: the bus does not speak everybody's language. */
    async waFetchReason() {
        if (this.wa_reason !== null) {
            return;
        }
        this.wa_reason = undefined; // asked
        const reasons = await this.store.env.services.orm.silent.call(
            "mail.message",
            "wa_explain",
            [[this.id]]
        );
        this.wa_reason = reasons[this.id];
    },
    async waRetry() {
        const { orm } = this.store.env.services;
        const ticks = await orm.call("mail.message", "wa_retry", [[this.id]]);
        this.store.insert({ "mail.message": ticks });
    },
});
