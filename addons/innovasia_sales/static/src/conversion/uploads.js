import { _t } from "@web/core/l10n/translation";
import { getDataURLFromFile } from "@web/core/utils/urls";

const MOST_BYTES = 10 * 1024 * 1024;

/**
 * Reads pictures and PDFs of this computer.
 *
 * @param {Iterable<File>} files
 * @returns {Promise<{refusal: string, uploads: {name: string, content: string, url: string|false}[]}>} content is base64
 */
export async function readUploads(files) {
    const uploads = [];
    let refusal = "";
    for (const file of files) {
        const isPicture = file.type.startsWith("image/");
        if (!isPicture && file.type !== "application/pdf") {
            refusal = _t("“%s” is neither a picture nor a PDF.", file.name);
        } else if (file.size > MOST_BYTES) {
            refusal = _t("“%s” is larger than 10 MB. Choose a smaller picture.", file.name);
        } else {
            const url = await getDataURLFromFile(file);
            const content = url.split(",")[1];
            uploads.push({ content, name: file.name, url: isPicture && url });
        }
    }
    return { refusal, uploads };
}
