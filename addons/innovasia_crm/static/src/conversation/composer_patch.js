import { Composer } from "@mail/core/common/composer";
import { Composer as ComposerModel } from "@mail/core/common/composer_model";
import { fields } from "@mail/core/common/record";

import { useEffect } from "@odoo/owl";

import { browser } from "@web/core/browser/browser";
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
    setup() {
        super.setup(...arguments);
        useEffect(
            (composer, mustBeNote) => {
                if (mustBeNote) {
                    return () => this.waKeepNote(composer);
                }
            },
            () => [this.props.composer, this.waMustBeNote]
        );
    },
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
        this.saveContentDebounced();
    },
    /** What was begun as a note does not become a reply because the customer changed hands. */
    waKeepNote(composer) {
        if (composer.exists() && composer.composerText.trim()) {
            composer.waIsNote = true;
        }
    },
    /** Nor because the page was loaded again. */
    saveContent() {
        super.saveContent(...arguments);
        const { localId } = this.props.composer;
        const draft = browser.localStorage.getItem(localId);
        if (draft && this.waIsNote) {
            browser.localStorage.setItem(
                localId,
                JSON.stringify({ ...JSON.parse(draft), waIsNote: true })
            );
        }
    },
    restoreContent() {
        super.restoreContent(...arguments);
        const { composer } = this.props;
        const draft = browser.localStorage.getItem(composer.localId);
        if (draft && this.waHasModes) {
            composer.waIsNote = Boolean(JSON.parse(draft).waIsNote);
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
