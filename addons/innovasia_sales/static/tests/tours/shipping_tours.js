import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const NUMBER = ".modal div[name='tracking'] input";
const stage = (label) => `.o_statusbar_status .o_arrow_button_current:contains(${label})`;
const delivery = (customer) => `.o_list_view .o_data_row:contains(${customer})`;
const row = (customer) => `.modal .o_data_row:contains(${customer})`;
const number = (customer) => `${row(customer)} td[name='tracking'] input`;

tours.add("innovasia_sales.ship", {
    steps: () => [
        { trigger: stage("Ordered") },
        { trigger: "button[name='action_process']", run: "click" },
        { trigger: stage("Processing") },
        { trigger: "button[name='action_open_ship']", run: "click" },
        {
            content: "The cursor waits in the number; a scanner types, and ends with Enter",
            trigger: `${NUMBER}:focus`,
            run: "edit 12345",
        },
        { trigger: NUMBER, run: "press Enter" },
        {
            content: "What is no number is refused, and nothing is lost",
            trigger:
                ".modal:not(:has(.o_sale_ship)):contains(does not look like a tracking number) .btn-primary",
            run: "click",
        },
        { trigger: `${NUMBER}:value(12345)`, run: "edit jp1234567890" },
        { trigger: NUMBER, run: "press Enter" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: stage("Shipped") },
        { trigger: "a[name='shipping']", run: "click" },
        { trigger: ".o_data_row:contains(J&T Express):contains(JP1234567890)" },
        { trigger: "button[name='action_receive']", run: "click" },
        { trigger: stage("Received") },
    ],
});

tours.add("innovasia_sales.ship_several", {
    steps: () => [
        {
            content: "The deliveries open on what can leave",
            trigger: ".o_facet_value:contains(Ready)",
        },
        { trigger: `body:not(:has(${delivery("Sudirman")}))` },
        { trigger: `${delivery("Kartini")} .o_list_record_selector input`, run: "click" },
        { trigger: `${delivery("Diponegoro")} .o_list_record_selector input`, run: "click" },
        {
            content: "Odoo's own button for many leads to the list of numbers",
            trigger: ".o_cp_action_menus button:contains(Actions)",
            run: "click",
        },
        { trigger: ".o-dropdown--menu .o_menu_item:contains(Validate)", run: "click" },
        {
            content: "The cursor waits in the first number",
            trigger: `${number("Kartini")}:focus`,
            run: "edit JP1234567801",
        },
        { trigger: number("Kartini"), run: "press Enter" },
        {
            content: "Enter leads to the number of the next row",
            trigger: `${number("Diponegoro")}:focus`,
            run: "edit jp1234567801",
        },
        { trigger: number("Diponegoro"), run: "press Enter" },
        {
            content:
                "A number that was scanned for somebody else is said at once, and the next scan replaces it",
            trigger: `${row("Diponegoro")}:contains(Refused):contains(JP1234567801 stands at) input:focus`,
            run: "edit nonsense",
        },
        { trigger: number("Diponegoro"), run: "press Enter" },
        {
            content: "All have a number: the cursor leaves the list",
            trigger: `${row("Diponegoro")}:not(.o_selected_row):contains(Waiting)`,
        },
        { trigger: ".modal button[name='action_ship']", run: "click" },
        { trigger: `${row("Kartini")}:contains(Shipped)` },
        {
            content: "The cursor waits in what was refused",
            trigger: `${row("Diponegoro")}:contains(Refused):contains(is not a tracking number) input:focus`,
        },
        { trigger: ".modal footer button:contains(Close)", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ],
});
