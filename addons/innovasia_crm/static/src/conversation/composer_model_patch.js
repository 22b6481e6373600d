import { Composer } from "@mail/core/common/composer_model";
import { fields } from "@mail/core/common/record";

import { patch } from "@web/core/utils/patch";

/** A conversation has two drafts: what the customer is to read, and what only colleagues are. */
patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether what is written is for colleagues only. */
        this.waIsNote = fields.Attr(false);
        /** Whether the person asked for that. */
        this.waChoseNote = fields.Attr(false);
        this.waMustBeNote = fields.Attr(false, {
            /** What a colleague's customer is told is the colleague's to say; who answers a note writes one. */
            compute() {
                const { replyToMessage, thread } = this;
                return Boolean(
                    thread?.isWhatsapp &&
                    ((thread.waIsOfColleague && !thread.waGoneText) || replyToMessage?.isNote)
                );
            },
            eager: true,
            onUpdate() {
                this.waSettle();
            },
        });
        // the draft that is not shown
        this.waOtherText = fields.Attr("");
        this.waOtherAttachments = fields.Many("ir.attachment");
        this.waOtherReplyTo = fields.One("mail.message");
    },
    get waHasContent() {
        return Boolean(this.composerText.trim() || this.attachments.length);
    },
    get waHasOther() {
        return Boolean(this.waOtherText.trim() || this.waOtherAttachments.length);
    },
    /** A note that was begun does not become a reply because the customer changed hands. */
    waSettle() {
        this.waTurn(this.waMustBeNote || this.waChoseNote || (this.waIsNote && this.waHasContent));
    },
    /**
     * Lays one draft aside and takes the other.
     *
     * @param {boolean} isNote
     */
    waTurn(isNote) {
        if (isNote === this.waIsNote) {
            return;
        }
        const { attachments, composerText, replyToMessage, waOtherText: text } = this;
        const [files, otherFiles] = [[...attachments], [...this.waOtherAttachments]];
        if (!replyToMessage?.isNote) {
            // who answers a note quotes it in the note
            this.replyToMessage = this.waOtherReplyTo;
            this.waOtherReplyTo = replyToMessage;
        }
        this.attachments = otherFiles;
        this.waOtherAttachments = files;
        this.composerText = text;
        this.waOtherText = composerText;
        Object.assign(this.selection, { start: text.length, end: text.length, direction: "none" });
        this.waIsNote = isNote; // last: the input is filled when it changes
    },
});
