import { useDropzone } from "@web/core/dropzone/dropzone_hook";
import { registry } from "@web/core/registry";
import { checkFileSize } from "@web/core/utils/files";
import { getDataURLFromFile } from "@web/core/utils/urls";
import { BinaryField, binaryField } from "@web/views/fields/binary/binary_field";

import { useRef } from "@odoo/owl";

/** A file that may as well be dropped anywhere on its form. */
export class DroppedFile extends BinaryField {
    static template = "innovasia_transfer.DroppedFile";

    setup() {
        super.setup();
        const root = useRef("root");
        const form = {
            get el() {
                return root.el?.closest(".modal-content, .o_form_sheet");
            },
        };
        useDropzone(
            form,
            (ev) => this.drop(ev),
            "",
            () => !this.props.readonly
        );
    }

    async drop(ev) {
        const [file] = ev.dataTransfer.files;
        if (file && checkFileSize(file.size, this.notification)) {
            const url = await getDataURLFromFile(file);
            await this.update({ data: url.split(",")[1], name: file.name });
        }
    }
}

registry.category("fields").add("dropped_file", { ...binaryField, component: DroppedFile });
