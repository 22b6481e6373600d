import { Composer } from "@mail/core/common/composer";

import { reactive, status } from "@odoo/owl";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

/** What is kept of a composer while its page is closed. */
function keptDraft({ localId }) {
    try {
        return JSON.parse(browser.localStorage.getItem(localId)) ?? {};
    } catch {
        return {}; // somebody else's value: Odoo drops it
    }
}

patch(Composer.prototype, {
    setup() {
        super.setup(...arguments);
        const composer = reactive(this.props.composer, () => {
            if (status(this) !== "destroyed") {
                void composer.waIsNote; // goes on watching
                this.waShowDraft();
            }
        });
        void composer.waIsNote;
    },
    get waHasModes() {
        return Boolean(!this.message && this.thread?.isWhatsapp && !this.waIsGone);
    },
    get waMustBeNote() {
        return this.waHasModes && this.props.composer.waMustBeNote;
    },
    get waIsNote() {
        return this.waHasModes && this.props.composer.waIsNote;
    },
    /** A file that is on its way arrives in the draft for which it was chosen. */
    get waCannotTurn() {
        return this.props.composer.attachments.some(({ uploading }) => uploading);
    },
    /** What is typed from now on belongs to the draft that is meant, also before the screen is drawn anew. */
    setWaNote(isNote) {
        const { composer } = this.props;
        composer.waChoseNote = isNote;
        composer.waTurn(isNote);
        composer.autofocus++; // of an input that is hidden still
        this.ref.el?.focus();
        this.saveContentDebounced();
    },
    waShowDraft() {
        if (this.ref.el) {
            this.ref.el.value = this.props.composer.composerText;
            this.selection.restore();
        }
    },
    /** Both drafts outlive the page. */
    saveContent() {
        super.saveContent(...arguments);
        const { composer } = this.props;
        const { localId, waIsNote, waOtherText } = composer;
        const kept = keptDraft(composer);
        if (composer.thread?.isWhatsapp && (kept.composerHtml || waOtherText.trim())) {
            const draft = { ...kept, waIsNote, waOtherText };
            browser.localStorage.setItem(localId, JSON.stringify(draft));
        }
    },
    restoreContent() {
        const { composer } = this.props;
        if (!composer.thread?.isWhatsapp) {
            return super.restoreContent(...arguments);
        }
        if (composer.waOtherText) {
            return; // this page knows more than what was kept
        }
        const { waIsNote, waOtherText } = keptDraft(composer);
        composer.waTurn(Boolean(waIsNote));
        super.restoreContent(...arguments);
        composer.waOtherText = waOtherText ?? "";
        composer.waSettle();
    },
    /** The other draft is not sent. */
    clear() {
        super.clear(...arguments);
        const { composer } = this.props;
        if (composer.thread?.isWhatsapp) {
            composer.waSettle();
            this.saveContent();
        }
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
