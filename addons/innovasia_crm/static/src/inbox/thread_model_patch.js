import { fields } from "@mail/core/common/record";
import { Thread } from "@mail/core/common/thread_model";

import { patch } from "@web/core/utils/patch";

patch(Thread.prototype, {
    setup() {
        super.setup(...arguments);
        /** @type {"new"|"assigned"|"inactive"|"archived"|undefined} */
        this.wa_state = fields.Attr(undefined, {
            onUpdate() {
                this._waOnOwnerChanged();
            },
        });
        this.wa_agent_id = fields.One("res.users", {
            onUpdate() {
                this._waOnOwnerChanged();
            },
        });
        this.wa_session_expires_at = fields.Datetime();
        this.wa_waiting_since = fields.Datetime();
        this.wa_label_ids = fields.Many("wa.label");
        this.waUnanswered = fields.Attr(false, {
            compute() {
                return Boolean(this.isWhatsapp && this.wa_waiting_since);
            },
        });
        /** Which owner this browser listens as. */
        this.waHeardAs = undefined;
    },
    get waIsMine() {
        return Boolean(this.wa_agent_id?.eq(this.store.self_partner?.main_user_id));
    },
    /** Whether a colleague serves it: a supervisor looks on, and does not answer. */
    get waIsOfColleague() {
        return this.wa_state === "assigned" && !this.waIsMine;
    },
    get waOwnerName() {
        return this.waIsOfColleague ? this.wa_agent_id?.name : "";
    },
    /** Seconds for which the customer has been waiting for an answer; 0 when nobody waits. */
    get waWaitingSeconds() {
        const since = this.wa_waiting_since;
        return since ? Math.max(1, Math.floor((this.store.waNow - since.ts) / 1000)) : 0;
    },
    get waSessionSeconds() {
        const expiresAt = this.wa_session_expires_at;
        const isRunning = ["new", "assigned"].includes(this.wa_state);
        return isRunning && expiresAt
            ? Math.max(0, Math.floor((expiresAt.ts - this.store.waNow) / 1000))
            : 0;
    },
    /** What nobody serves is unread for all; one's own as Odoo counts it. */
    get waIsUnseen() {
        return super.waIsUnseen && !this.waIsOfColleague;
    },
    /**
     * Each owner of a conversation has a bus channel of its own: who goes on seeing it subscribes
     * anew, and fetches what was said in between.
     */
    async _waOnOwnerChanged() {
        const agentId = this.wa_agent_id?.id ?? 0;
        if (!this.wa_state || this.waHeardAs === agentId) {
            return;
        }
        const isFirst = this.waHeardAs === undefined;
        this.waHeardAs = agentId;
        if (!isFirst && (this.self_member_id || this.shouldSubscribeToBusChannel)) {
            this.store.env.services.bus_service.forceUpdateChannels();
            await this.waCatchUp();
        }
    },
    /** Fetches the messages that followed those that are shown. */
    async waCatchUp() {
        const newest = this.newestPersistentMessage;
        if (!this.isLoaded || !newest || this.status === "loading" || this.loadNewer) {
            return;
        }
        const messages = await this.fetchMessages({ after: newest.id });
        this.messages.add(...messages.filter((message) => message.notIn(this.messages)));
    },
    /** A reply takes the conversation: its author sees so at once. */
    async post(body, postData) {
        const message = await super.post(...arguments);
        if (message && this.isWhatsapp && !this.waIsMine && !postData?.isNote) {
            this.waConversations.refresh([this.id]);
        }
        return message;
    },
    /** A refused note comes back as a note, a refused reply as a reply; what is being written stays in sight. */
    waTakeBack(tmpMessage) {
        const { composer } = this;
        const wasNote = composer.waIsNote;
        composer.waTurn(Boolean(tmpMessage.waIsNote));
        super.waTakeBack(...arguments);
        const isNote = composer.waHasOther ? wasNote : composer.waIsNote;
        composer.waTurn(isNote || composer.waMustBeNote);
    },
    // --- what a person does with it ----------------------------------------------------------
    async waDo(method, args = [], kwargs = {}) {
        await this.store.env.services.orm.call(
            "discuss.channel",
            method,
            [[this.id], ...args],
            kwargs
        );
        await this.waConversations.refresh([this.id]);
    },
    /** @param {number[]} labelIds */
    waSetLabels(labelIds) {
        return this.waDo("wa_set_labels", [labelIds]);
    },
});
