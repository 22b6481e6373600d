import { fields } from "@mail/core/common/record";
import { Thread } from "@mail/core/common/thread_model";
import { cleanTerm } from "@mail/utils/common/format";
import { effectWithCleanup } from "@mail/utils/common/misc";

import { seenMarks } from "@innovasia_whatsapp/core/seen_marks";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Thread, {
    new() {
        const thread = super.new(...arguments);
        effectWithCleanup({
            effect(watching) {
                if (watching) {
                    return () => thread.waForget();
                }
            },
            dependencies: (thread) => [thread.isWhatsapp && thread.shouldSubscribeToBusChannel],
            reactiveTargets: [thread],
        });
        effectWithCleanup({
            effect(isMember) {
                if (isMember) {
                    return () => thread.waOnMembershipLost();
                }
            },
            dependencies: (thread) => [thread.isWhatsapp && Boolean(thread.self_member_id)],
            reactiveTargets: [thread],
        });
        return thread;
    },
});

/** @type {import("models").Thread} */
const threadPatch = {
    setup() {
        super.setup(...arguments);
        this.wa_account_id = fields.One("wa.account");
        this.wa_partner_id = fields.One("res.partner");
        /** @type {string|false} the customer's number as a person reads it */
        this.wa_phone = undefined;
        /** @type {string|false} */
        this.wa_username = undefined;
        this.wa_window_expires_at = fields.Datetime();
        /** Whether the server lists it in the sidebar of this user. */
        this.waInInbox = fields.Attr(false);
        /** Whether a search of this user found it. */
        this.waIsFound = fields.Attr(false);
        /** Why the user does not see it any more, while it is still open on the screen. */
        this.waGoneText = fields.Attr("");
        this.waSeenMessageId = fields.Attr(0, {
            compute() {
                return this.isWhatsapp ? (seenMarks.read()[this.id] ?? 0) : 0;
            },
        });
        this.waUnanswered = fields.Attr(false, {
            compute() {
                const message = this.newestPersistentOfAllMessage;
                return Boolean(this.isWhatsapp && message && message.waIsInbound);
            },
        });
    },
    get isWhatsapp() {
        return this.channel_type === "whatsapp";
    },
    /** Seconds in which free-form answers are still possible; 0 when they are not. */
    get waWindowSeconds() {
        const expiresAt = this.wa_window_expires_at;
        return expiresAt ? Math.max(0, Math.floor((expiresAt.ts - this.store.waNow) / 1000)) : 0;
    },
    /** Why nothing can be sent now, and what to do; empty when answers are possible. */
    get waClosedText() {
        if (!this.isWhatsapp || this.waGoneText || this.waWindowSeconds > 0) {
            return "";
        }
        return this.wa_window_expires_at
            ? _t(
                  "The customer's last message is more than 24 hours old, so WhatsApp takes no free-form answer. As soon as the customer writes again, you can answer here."
              )
            : _t(
                  "The customer has not written yet, so WhatsApp takes no free-form message. As soon as the customer writes, you can answer here."
              );
    },
    get isChatChannel() {
        return this.isWhatsapp || super.isChatChannel;
    },
    get supportsCustomChannelName() {
        return !this.isWhatsapp && super.supportsCustomChannelName;
    },
    get displayName() {
        return (this.isWhatsapp && this.wa_partner_id?.name) || super.displayName;
    },
    get avatarUrl() {
        return (this.isWhatsapp && this.wa_partner_id?.avatarUrl) || super.avatarUrl;
    },
    /** The customer is no member, and another agent is not who one talks to. */
    computeCorrespondent() {
        return this.isWhatsapp ? undefined : super.computeCorrespondent();
    },
    get isUnread() {
        return super.isUnread || this.waIsUnseen;
    },
    /** Whether the customer wrote something that who is not a member has not seen. */
    get waIsUnseen() {
        return (
            this.waUnanswered &&
            !this.self_member_id &&
            this.newestPersistentOfAllMessage.id > this.waSeenMessageId
        );
    },
    markAsRead() {
        super.markAsRead(...arguments);
        this.waMarkSeen();
    },
    waMarkSeen() {
        const newest = this.newestPersistentOfAllMessage;
        if (this.isWhatsapp && newest?.id > this.waSeenMessageId) {
            this.waSeenMessageId = newest.id;
            seenMarks.write(this.id, newest.id);
        }
    },
    _computeDiscussAppCategory() {
        if (!this.isWhatsapp) {
            return super._computeDiscussAppCategory();
        }
        return this.waGoneText
            ? undefined
            : this.store.discuss?.waCategories.find(({ waSection }) => waSection.contains(this));
    },
    _computeDisplayInSidebar() {
        if (this.isWhatsapp && this.waGoneText) {
            return false;
        }
        return this.waInInbox || this.waIsFound || super._computeDisplayInSidebar();
    },
    /** Whether it is what a person searches for; everything is when nobody searches. */
    get waMatches() {
        const term = cleanTerm(this.store.discuss.waTerm.trim());
        const digits = /\p{L}/u.test(term)
            ? ""
            : term.replace(/\D/g, "").replace(/^(00)?(62)?0?/, "");
        return (
            cleanTerm(this.displayName ?? "").includes(term) ||
            cleanTerm(this.wa_username || "").includes(term.replace(/^@/, "")) ||
            Boolean(digits && (this.wa_phone || "").replace(/\D/g, "").includes(digits))
        );
    },
    /** Who is not a member hears a conversation only while it is shown. */
    get shouldSubscribeToBusChannel() {
        if (!this.isWhatsapp) {
            return super.shouldSubscribeToBusChannel;
        }
        const { discuss } = this.store;
        const isOpen = this.chat_window?.isOpen || (discuss?.isActive && this.eq(discuss.thread));
        return Boolean(!this.isTransient && !this.waGoneText && !this.self_member_id && isOpen);
    },
    /** Drops messages that are no longer kept up to date: they are fetched again when shown. */
    waForget() {
        if (this.exists() && !this.self_member_id) {
            Object.assign(this, { isLoaded: false, loadNewer: false, loadOlder: false });
            Object.assign(this, { messages: [], scrollTop: "bottom", status: "new" });
        }
    },
    /** Who is a member no more may not see it any more either. */
    waOnMembershipLost() {
        if (this.exists() && !this.waGoneText) {
            this.waConversations.refresh([this.id]);
        }
    },
    /**
     * Takes it off the screen, except for a word to who has it open and what they have written.
     *
     * @param {string} text why
     */
    waLeave(text) {
        Object.assign(this, { waGoneText: text, waInInbox: false, waIsFound: false });
        this.self_member_id?.delete();
        this.waForget();
        // what is being sent comes back when the server refuses it
        this.allMessages
            .filter((message) => !message.isPending)
            .forEach((message) => message.delete());
        if (this.chat_window && !this.chat_window.isOpen) {
            this.closeChatWindow({ force: true });
        }
    },
    /** What goes while it is open says so in its place, instead of another thread. */
    onPinStateUpdated() {
        if (!this.isWhatsapp || this.notEq(this.store.discuss?.thread)) {
            super.onPinStateUpdated(...arguments);
        }
    },
    async closeChatWindow(options = {}) {
        if (this.isWhatsapp && options.force && this.chat_window?.isOpen) {
            return this.waConversations.refresh([this.id]);
        }
        return super.closeChatWindow(...arguments);
    },
    async fetchMessagesData() {
        try {
            return await super.fetchMessagesData(...arguments);
        } catch (error) {
            if (this.isWhatsapp) {
                this.waConversations.refresh([this.id]); // it may have gone to somebody else
            }
            throw error;
        }
    },
    get waConversations() {
        return this.store.env.services["innovasia_whatsapp.conversations"];
    },
    setAsDiscussThread() {
        super.setAsDiscussThread(...arguments);
        if (this.isWhatsapp && this.store.env.services.ui.isSmall) {
            this.store.discuss.activeTab = "whatsapp";
        }
    },
    /**
     * Gives a refused message back to who wrote it.
     *
     * @param {import("models").Message} tmpMessage
     * @param {string} sentence
     */
    waTakeBack(tmpMessage, sentence) {
        const { composer } = this;
        const written = composer.composerText;
        composer.composerHtml = tmpMessage.body;
        if (written) {
            composer.composerText = `${composer.composerText}\n${written}`;
        }
        composer.attachments.add(...tmpMessage.attachment_ids);
        composer.replyToMessage = tmpMessage.parent_id;
        composer.autofocus++;
        this.messages.delete(tmpMessage);
        tmpMessage.delete();
        this.store.env.services.notification.add(sentence, { type: "warning" });
        this.waConversations.refresh([this.id]); // what the server knew and this screen did not
    },
};
patch(Thread.prototype, threadPatch);
