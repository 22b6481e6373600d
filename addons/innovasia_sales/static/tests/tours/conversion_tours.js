import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const SEARCH = ".o-wa-ProductPicker-search";
const product = (name) => `.o-wa-ProductPicker-product:contains(${name})`;
const line = (name) => `.o-wa-SaleCart-line:contains(${name})`;
const total = (amount) => `.o-wa-SaleCart-total:contains(${amount})`;

tours.add("innovasia_sales.convert", {
    steps: () => [
        { trigger: ".o-wa-Purchases:contains(Nothing bought so far)" },
        {
            content: "Conversion, then Add conversion",
            trigger: ".o-wa-conversion",
            run: "click",
        },
        { trigger: ".o-wa-conversion-add:contains(Add conversion)", run: "click" },
        {
            content: "Typing finds a product, Enter ticks it",
            trigger: SEARCH,
            run: "edit sabun susu",
        },
        { trigger: SEARCH, run: "press Enter" },
        { trigger: `${SEARCH}:value()` },
        { trigger: `${line("Sabun")} button[title='One more']`, run: "click" },
        { trigger: total("50,000") },
        {
            content: "Of a donation, the amount is asked, as people write it",
            trigger: product("Infaq"),
            run: "click",
        },
        { trigger: `${line("Infaq")} .o-wa-SaleCart-amount:focus`, run: "edit 1,5 jt" },
        { trigger: total("1,550,000") },
        { trigger: `${line("Infaq")} .o-wa-SaleCart-amount`, run: "edit 100rb" },
        { trigger: total("150,000") },
        {
            content: "An address is asked for, as something has to be sent",
            trigger: ".o-wa-SaleForm-address",
            run: "edit Jl. Kaliurang 12",
        },
        { trigger: ".o-wa-SaleForm-shipping select", run: "selectByIndex 1" },
        { trigger: ".o-wa-SaleForm-shipping:contains(Shipping cost)" },
        { trigger: ".o-wa-SaleForm-method label.btn-primary:contains(Other)" },
        {
            content: "What differs from the total has to be confirmed",
            trigger: "#o-wa-amount",
            run: "edit 149.000",
        },
        { trigger: ".o-wa-SaleForm-difference:contains(1,000 less than the total)" },
        { trigger: ".o-wa-SaleDialog-save", run: "click" },
        { trigger: ".o-wa-SaleDialog-error:contains(confirm the difference)" },
        {
            content: "Closing the window keeps what was entered",
            trigger: ".o-wa-SaleDialog .btn-close",
            run: "click",
        },
        { trigger: "body:not(:has(.o-wa-SaleDialog))" },
        { trigger: ".o-wa-conversion", run: "click" },
        { trigger: ".o-wa-conversion-add:contains(Continue conversion)", run: "click" },
        { trigger: total("150,000") },
        { trigger: "#o-wa-amount:value(149,000)", run: "edit 150000" },
        { trigger: ".o-wa-SaleForm-amount:contains(The same as the total)" },
        { trigger: ".o-wa-EvidencePicker-toggle", run: "click" },
        { trigger: ".o-wa-EvidencePicker-file.o-is-ticked" },
        { trigger: ".o-wa-SaleDialog textarea[aria-label=Note]", run: "edit Untuk adik" },
        { trigger: ".o-wa-SaleDialog-save", run: "click" },
        { trigger: ".o_notification:contains(waits to be verified)" },
        {
            content: "The CS is in the chat, where a note tells of it",
            trigger: ".o-mail-NotificationMessage:contains(TRX/)",
        },
        { trigger: ".o-wa-Purchases-pending:contains(150,000)" },
        { trigger: ".o-wa-Purchases-order:contains(To be verified) button", run: "click" },
        { trigger: ".modal .o_form_view .o_data_row:contains(Sabun)" },
    ],
});

tours.add("innovasia_sales.enter_by_hand", {
    steps: () => [
        { trigger: ".o_menu_sections button:contains(Transactions)", run: "click" },
        { trigger: ".dropdown-item:text(New)", run: "click" },
        {
            content: "Somebody new needs a name and a number",
            trigger: ".o-wa-CustomerPicker-search input",
            run: "edit Ibu Maryam",
        },
        { trigger: ".o-autocomplete--dropdown-item:contains(New customer)", run: "click" },
        { trigger: ".o-wa-CustomerPicker input[type=tel]", run: "edit 0812-9999-1234" },
        { trigger: ".o-wa-SaleDialog-save", run: "click" },
        { trigger: ".o-wa-SaleDialog-error:contains(Tick at least one product)" },
        { trigger: SEARCH, run: "edit madu hutan" },
        { trigger: SEARCH, run: "press Enter" },
        { trigger: total("80,000") },
        { trigger: ".o-wa-SaleDialog-save", run: "click" },
        { trigger: ".o_form_view:contains(Ibu Maryam):contains(TRX/)" },
    ],
});
