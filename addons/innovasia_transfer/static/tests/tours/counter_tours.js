import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** How long it lasts at most until the counter has looked for the money twice, on a busy machine. */
const LOOKS = 60_000; // ms

const sell = () => [
    { trigger: ".o-wa-ProductPicker-search", run: "edit 8991234500017" },
    { trigger: ".o-wa-ProductPicker-search", run: "press Enter" },
    { trigger: ".o-wa-SaleCart-line:contains(Sabun)" },
    { trigger: ".o-wa-Counter-method:contains(Transfer BCA)", run: "click" },
    {
        content: "Of a transfer no cash is asked for",
        trigger: ".o-wa-Counter-sale:not(:has(.o-wa-Counter-cash)):contains(unique code)",
    },
    { trigger: ".o-wa-Counter-pay", run: "click" },
];

tours.add("innovasia_transfer.sell_by_transfer_at_the_counter", {
    steps: () => [
        ...sell(),
        {
            content: "The customer reads the amount, its last digits emphasised, and the account",
            trigger: ".o-transfer-Counter:contains(1234567890) .o-transfer-Counter-amount b",
        },
        { trigger: ".o-transfer-Counter:contains(Waiting for the money)" },
        {
            content: "The counter says by itself that the money is there",
            trigger: ".o-wa-Counter-sold .fa-check-circle",
            timeout: LOOKS,
        },
        { trigger: ".o-wa-Counter-sale:not(:has(.o-transfer-Counter))" },
        { trigger: ".o-wa-Counter-next", run: "click" },
        { trigger: ".o-wa-SaleCart-total:contains(0)" },
    ],
});

tours.add("innovasia_transfer.transfer_at_the_counter_is_called_off", {
    steps: () => [
        ...sell(),
        { trigger: ".o-transfer-Counter-amount" },
        {
            content: "What is not waited for any more is not asked for any more",
            trigger: ".o-transfer-Counter .alert:contains(not waited for any more)",
            timeout: LOOKS,
        },
        { trigger: ".o-transfer-Counter:not(:has(.o-transfer-Counter-amount))" },
        { content: "The next customer is served", trigger: ".o-wa-Counter-next", run: "click" },
        { trigger: ".o-wa-SaleCart-total:contains(0)" },
    ],
});
