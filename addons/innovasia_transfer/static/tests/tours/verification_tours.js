import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const FORM = ".modal .o_form_view";
const field = (name) => `${FORM} .o_field_widget[name=${name}] input`;

tours.add("innovasia_transfer.convert_and_verify", {
    steps: () => [
        { trigger: ".o-wa-conversion", run: "click" },
        { trigger: ".o-wa-conversion-add", run: "click" },
        { trigger: ".o-wa-ProductPicker-search", run: "edit sabun susu" },
        { trigger: ".o-wa-ProductPicker-search", run: "press Enter" },
        {
            content: "Of a transfer, neither date nor amount nor evidence is asked for",
            trigger: ".o-wa-SaleForm-method label:contains(Transfer BCA)",
            run: "click",
        },
        { trigger: ".o-wa-SaleForm-hint:contains(unique code)" },
        { trigger: ".o-wa-SaleForm:not(:has(#o-wa-amount)):not(:has(.o-wa-EvidencePicker))" },
        { trigger: ".o-wa-SaleCart-total:contains(25,000)" },
        { trigger: ".o-wa-SaleDialog-save", run: "click" },
        {
            content: "What the customer is to transfer is shown",
            trigger: ".o-transfer-Dialog .o-transfer-Card:contains(1234567890)",
        },
        { trigger: ".o-transfer-Dialog footer .btn-primary", run: "click" },
        { trigger: ".o-transfer-Purchases .o-transfer-Card-code" },
        { trigger: ".o-wa-Purchases-order:contains(Waiting for the transfer)" },
        {
            content: "The customer says to have paid: finance is asked",
            trigger: ".o-transfer-Purchases .o-transfer-Card-verify",
            run: "click",
        },
        { trigger: `${FORM} .alert:contains(Still missing)` },
        { trigger: field("account_number"), run: "edit 0812345678" },
        { trigger: field("bank_name"), run: "edit DANA" },
        { trigger: field("holder"), run: "edit Siti Rahma" },
        {
            content: "The picture is one of the chat",
            trigger: `${FORM} .o-transfer-Proof-file`,
            run: "click",
        },
        { trigger: `${FORM} .o-sale-Evidence-picture` },
        { trigger: `${FORM} .alert:contains(Still missing: Transferred on)` },
        {
            trigger: `${FORM} .o_field_widget[name=transferred_at] input, ${FORM} .o_field_widget[name=transferred_at] button`,
            run: "click",
        },
        {
            trigger: `${FORM} .o_field_widget[name=transferred_at] input`,
            run: `edit ${luxon.DateTime.now().minus({ days: 1 }).toFormat("MM/dd/yyyy HH:mm:ss")} && press Enter`,
        },
        { trigger: `${FORM} .o-wa-Elapsed:contains(Can be sent now)` },
        { trigger: ".modal button[name=action_submit]", run: "click" },
        { trigger: ".o_notification:contains(Sent to finance)" },
        { trigger: ".o-transfer-Card-verification:contains(With finance)" },
    ],
});

tours.add("innovasia_transfer.answer_verification", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell:contains(Siti)", run: "click" },
        { trigger: ".o_form_view .o-transfer-Suggested-row:contains(50,000)" },
        { trigger: ".o-transfer-Suggested-row:contains(50,000) button", run: "click" },
        { trigger: ".modal-footer .btn-primary:contains(Approve)", run: "click" },
        { trigger: ".o_notification:contains(Approved)" },
        { trigger: ".o_form_view .o_arrow_button_current:contains(Approved)" },
    ],
});
