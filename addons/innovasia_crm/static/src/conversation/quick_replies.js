import { Composer } from "@mail/core/common/composer";
import { UseSuggestion } from "@mail/core/common/suggestion_hook";
import { SuggestionService } from "@mail/core/common/suggestion_service";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

const DELIMITER = "/";
const TYPE = "wa.format";

/** Texts that are written once: `/` at the beginning of a message offers them. */
patch(SuggestionService.prototype, {
    getSupportedDelimiters(thread) {
        const delimiters = super.getSupportedDelimiters(...arguments);
        return thread?.isWhatsapp ? [...delimiters, [DELIMITER, 0]] : delimiters;
    },
    async fetchSuggestions({ delimiter, term }, { abortSignal, thread } = {}) {
        if (delimiter !== DELIMITER || !thread?.isWhatsapp) {
            return super.fetchSuggestions(...arguments);
        }
        const replies = await this.makeOrmCall(
            TYPE,
            "wa_suggest",
            [term, thread.id],
            {},
            {
                abortSignal,
            }
        );
        this.waQuickReplies = { replies, term, threadId: thread.id };
    },
    searchSuggestions({ delimiter, term }, { thread } = {}) {
        if (delimiter !== DELIMITER || !thread?.isWhatsapp) {
            return super.searchSuggestions(...arguments);
        }
        if (term.includes("\n")) {
            return { type: TYPE, suggestions: [] };
        }
        const { replies = [], term: fetchedTerm, threadId } = this.waQuickReplies ?? {};
        const wanted = term.toLowerCase();
        const suggestions = replies.filter(
            ({ body, name, shortcut }) =>
                threadId === thread.id &&
                [shortcut, name, body].some((text) => text.toLowerCase().includes(wanted))
        );
        if (!suggestions.length) {
            // The list stays open, so that Enter does not send what was to be searched for.
            const isKnown = threadId === thread.id && fetchedTerm === term;
            suggestions.push({
                notice: isKnown
                    ? _t("No quick message matches. Press Esc to send the text as it is.")
                    : _t("Searching…"),
            });
        }
        return { type: TYPE, suggestions };
    },
});

patch(UseSuggestion.prototype, {
    insert(option) {
        if (option.waNotice) {
            this.state.items = { ...this.state.items }; // opens the list again
            return;
        }
        if (!option.waQuickReply) {
            return super.insert(...arguments);
        }
        const { composer, search } = this;
        const { position } = search;
        const after = composer.composerText.substring(composer.selection.end);
        composer.composerText = composer.composerText.substring(0, position) + after;
        this.clearSearch();
        composer.insertText(option.waQuickReply.body, position);
        if (option.waQuickReply.file) {
            this.waAttach(option.waQuickReply);
        }
    },
    /** The picture or document of a text goes along: the text waits for it, as for a file that is being uploaded. */
    async waAttach({ file, id: formatId }) {
        const { composer } = this;
        const { store } = composer;
        const { "mail.attachment_upload": uploads, orm } = store.env.services;
        const coming = store["ir.attachment"].insert({ id: uploads.nextId--, name: file });
        composer.attachments.push(coming);
        try {
            const { attachment_id: id, store_data: data } = await orm.call(TYPE, "wa_attach", [
                formatId,
            ]);
            if (coming.exists()) {
                store.insert(data);
                composer.attachments.push(store["ir.attachment"].get(id));
            }
        } finally {
            coming.delete();
        }
    },
});

patch(Composer.prototype, {
    get navigableListProps() {
        const props = super.navigableListProps;
        const { items } = this.suggestion?.state ?? {};
        if (items?.type !== TYPE) {
            return props;
        }
        const { notice } = items.suggestions[0];
        if (notice) {
            return {
                ...props,
                options: [{ classList: "o-wa-quickReply-notice", label: notice, waNotice: true }],
            };
        }
        return {
            ...props,
            optionTemplate: "mail.Composer.suggestionWaQuickReply",
            options: items.suggestions.map((reply) => ({
                classList: "o-mail-Composer-suggestion o-wa-quickReply",
                file: reply.file,
                label: reply.body,
                name: reply.name,
                source: reply.shortcut,
                title: reply.body,
                waQuickReply: reply,
            })),
        };
    },
});
