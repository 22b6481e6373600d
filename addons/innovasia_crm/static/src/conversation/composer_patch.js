import { Composer } from "@mail/core/common/composer";
import { Composer as ComposerModel } from "@mail/core/common/composer_model";
import { fields } from "@mail/core/common/record";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(ComposerModel.prototype, {
    setup() {
        super.setup(...arguments);
        /** Whether what is written is for colleagues only. */
        this.waIsNote = fields.Attr(false);
    },
});

patch(Composer.prototype, {
    get waHasModes() {
        return Boolean(!this.message && this.thread?.isWhatsapp && !this.waIsGone);
    },
    /** What a colleague's customer is told is the colleague's to say. */
    get waMustBeNote() {
        return this.waHasModes && (this.thread.waIsOfColleague || this.props.type === "note");
    },
    get waIsNote() {
        return this.waHasModes && (this.props.composer.waIsNote || this.waMustBeNote);
    },
    setWaNote(isNote) {
        Object.assign(this.props.composer, {
            autofocus: this.props.composer.autofocus + 1,
            waIsNote: isNote,
        });
    },
    /** A note needs no open window. */
    get waClosedText() {
        return this.waIsNote ? "" : super.waClosedText;
    },
    get placeholder() {
        return this.waIsNote && !this.props.placeholder
            ? _t("Write a note. Only colleagues read it.")
            : super.placeholder;
    },
    get SEND_TEXT() {
        return this.waIsNote ? _t("Add note") : super.SEND_TEXT;
    },
    get postData() {
        const data = super.postData;
        return this.waIsNote ? { ...data, isNote: true } : data;
    },
    notifyIsTyping() {
        if (!this.waIsNote) {
            super.notifyIsTyping(...arguments);
        }
    },
});
