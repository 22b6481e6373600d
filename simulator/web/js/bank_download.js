// A period's mutations as a file, for imports.

import { h, icon } from "./dom.js";
import { t } from "./i18n.js";

export function downloadBox(account, overview) {
    const day = (name) =>
        h(
            "label",
            { class: "field" },
            t(`bank_${name}`),
            h("input", { type: "date", name, value: overview.today, required: true })
        );
    return h(
        "form",
        { class: "box", method: "get", action: `/_sim/bank/accounts/${account.id}/file` },
        h("h2", {}, icon("file", 20), t("bank_download")),
        h("div", { class: "grid" }, day("start"), day("end")),
        h(
            "label",
            { class: "field" },
            t("bank_file_form"),
            h(
                "select",
                { name: "form" },
                overview.files.map((value) =>
                    h("option", { value, selected: value === account.bank }, t(`bank_file_${value}`))
                )
            )
        ),
        h("button", { type: "submit", class: "pill" }, t("bank_download_button"))
    );
}
