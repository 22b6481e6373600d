import { Component, useRef, useState } from "@odoo/owl";

import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { FileModel } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";

/** Pictures that show the payment: of the conversation, or from this computer. */
export class EvidencePicker extends Component {
    static template = "innovasia_sales.EvidencePicker";
    static props = { draft: Object };

    setup() {
        this.draft = useState(this.props.draft);
        this.input = useRef("input");
        this.viewer = useFileViewer();
        // Escape closes what is looked at, and not the window below it
        useHotkey("escape", () => this.viewer.close(), {
            bypassEditableProtection: true,
            isAvailable: () => Boolean(document.querySelector(".o-FileViewer")),
        });
    }

    get files() {
        return this.draft.offer.files ?? [];
    }

    isTicked(file) {
        return this.draft.fileIds.includes(file.id);
    }

    toggle(file) {
        this.draft.fileIds = this.isTicked(file)
            ? this.draft.fileIds.filter((id) => id !== file.id)
            : [...this.draft.fileIds, file.id];
    }

    /** Shows it large: amount and hour are read from it. */
    look(file) {
        const models = this.files.map(({ id, mimetype, name }) =>
            Object.assign(new FileModel(), { id, mimetype, name, type: "binary" })
        );
        this.viewer.open(
            models.find(({ id }) => id === file.id),
            models
        );
    }

    title(file) {
        const date = formatDateTime(deserializeDateTime(file.date));
        return file.used
            ? _t("%(name)s, %(date)s. The same picture is evidence of %(number)s already.", {
                  date,
                  name: file.name,
                  number: file.used,
              })
            : `${file.name}, ${date}`;
    }

    async onChange(ev) {
        await this.draft.attach(ev.target.files);
        ev.target.value = "";
    }

    removeUpload(index) {
        this.draft.uploads.splice(index, 1);
    }
}
