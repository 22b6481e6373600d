import { onWillStart, onWillUpdateProps, useState } from "@odoo/owl";

import { EvidenceField } from "@innovasia_sales/verification/evidence_field";

import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { many2ManyBinaryField } from "@web/views/fields/many2many_binary/many2many_binary_field";

/** The proof of a transfer: pictures of the conversation or of the customer's page, or files of this computer. */
export class ProofField extends EvidenceField {
    static template = "innovasia_transfer.ProofField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.offer = useState({ files: [], intentId: undefined });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    get uploadText() {
        return _t("Upload a picture or PDF");
    }

    /** What can still be chosen. */
    get offered() {
        const chosen = this.files.map(({ checksum, id }) => checksum || id);
        return this.offer.files.filter(
            (file) => !chosen.includes(file.id) && !chosen.includes(file.checksum)
        );
    }

    async load({ readonly, record }) {
        const intentId = record.data.intent_id?.id;
        if (readonly || !intentId || intentId === this.offer.intentId) {
            return;
        }
        Object.assign(this.offer, { files: [], intentId });
        const files = await this.orm.silent.call("transfer.verification", "proof_offer", [
            intentId,
        ]);
        if (intentId === this.offer.intentId) {
            this.offer.files = files;
        }
    }

    title(file) {
        const date = formatDateTime(deserializeDateTime(file.date));
        return file.used
            ? _t("%(name)s, %(date)s. It was shown for %(number)s already.", {
                  date,
                  name: file.name,
                  number: file.used,
              })
            : `${file.name}, ${date}`;
    }

    choose(file) {
        return this.operations.saveRecord([file.id]);
    }
}

registry.category("fields").add("transfer_proof", {
    ...many2ManyBinaryField,
    component: ProofField,
    displayName: _t("Proof of a transfer"),
    relatedFields: [...many2ManyBinaryField.relatedFields, { name: "checksum", type: "char" }],
});
