import { Composer } from "@mail/core/common/composer";
import { ComposerAction } from "@mail/core/common/composer_actions";
import { SuggestionService } from "@mail/core/common/suggestion_service";
import { MessageAction } from "@mail/core/common/message_actions";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(Composer.prototype, {
    /** Why nothing can be sent now; editing and other channels are not concerned. */
    get waClosedText() {
        return (!this.message && this.thread?.waClosedText) || "";
    },
    /** Nobody writes to a conversation that they do not see any more; what they wrote stays. */
    get waIsGone() {
        return Boolean(!this.message && this.thread?.waGoneText);
    },
    get waIsHidden() {
        return Boolean(
            this.waClosedText || (this.waIsGone && !this.props.composer.composerText.trim())
        );
    },
    get areAllActionsDisabled() {
        return this.waIsGone || super.areAllActionsDisabled;
    },
    get placeholder() {
        if (this.thread?.isWhatsapp && !this.props.placeholder) {
            return _t("Type a message");
        }
        return super.placeholder;
    },
    get isSendButtonDisabled() {
        return Boolean(this.waClosedText) || this.waIsGone || super.isSendButtonDisabled;
    },
    async sendMessage() {
        if (!this.waClosedText && !this.waIsGone) {
            return super.sendMessage(...arguments);
        }
    },
    /** What was sent must not stay in the input, ready to be sent once more. */
    clear() {
        super.clear(...arguments);
        if (this.thread?.isWhatsapp) {
            this.props.composer.composerText = "";
        }
    },
    /** Typing does not make anybody a member, and only members tell that they type. */
    notifyIsTyping() {
        if (!this.thread?.isWhatsapp || this.thread.self_member_id) {
            super.notifyIsTyping(...arguments);
        }
    },
});

patch(ComposerAction.prototype, {
    /** A GIF would arrive as the address of a picture. */
    _condition({ action, composer }) {
        if (action.id === "add-gif" && composer.targetThread?.isWhatsapp) {
            return false;
        }
        return super._condition(...arguments);
    },
});

patch(MessageAction.prototype, {
    _condition({ action, message }) {
        if (action.id === "pin" && message.thread?.isWhatsapp) {
            return false;
        }
        return super._condition(...arguments);
    },
});

patch(SuggestionService.prototype, {
    /** Mentions and commands are for colleagues: the customer would read them as they stand. */
    getSupportedDelimiters(thread) {
        const delimiters = super.getSupportedDelimiters(...arguments);
        return thread?.isWhatsapp
            ? delimiters.filter(([delimiter]) => ["::", ":"].includes(delimiter))
            : delimiters;
    },
});
