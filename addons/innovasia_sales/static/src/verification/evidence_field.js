import { FileModel } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import {
    Many2ManyBinaryField,
    many2ManyBinaryField,
} from "@web/views/fields/many2many_binary/many2many_binary_field";

/** Pictures and files that show a payment, large enough to be read; a click opens them in full. */
export class EvidenceField extends Many2ManyBinaryField {
    static template = "innovasia_sales.EvidenceField";

    setup() {
        super.setup();
        this.viewer = useFileViewer();
    }

    get models() {
        return this.files.map(({ id, name, mimetype, checksum }) =>
            Object.assign(new FileModel(), { id, name, mimetype, checksum })
        );
    }

    get uploadText() {
        return _t("Add evidence");
    }

    open(file, files) {
        if (file.isViewable) {
            this.viewer.open(file, files);
        } else {
            window.open(file.downloadUrl);
        }
    }
}

registry.category("fields").add("transaction_evidence", {
    ...many2ManyBinaryField,
    component: EvidenceField,
    displayName: _t("Evidence"),
    relatedFields: [...many2ManyBinaryField.relatedFields, { name: "checksum", type: "char" }],
});
