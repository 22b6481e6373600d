import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const row = (name) => `.o_data_row:contains(${name})`;

tours.add("innovasia_crm.hand_over_from_list", {
    steps: () => [
        { trigger: `${row("Siti Rahma")} .o_field_badge:contains(New)` },
        { trigger: `${row("Siti Rahma")} .o-wa-Elapsed:contains(2 hr)` },
        { trigger: `${row("Budi Santoso")}` },
        {
            content: "A number is found in any spelling",
            trigger: ".o_searchview_input",
            run: "edit 0812 0000 0001",
        },
        { trigger: ".o_searchview_autocomplete :contains(Customer or Number)", run: "click" },
        { trigger: ".o_list_view:not(:has(.o_data_row:contains(Budi Santoso)))" },
        { trigger: `${row("Siti Rahma")} [name=action_wa_hand_over]`, run: "click" },
        { trigger: ".modal .o_field_widget[name=user_id] input", run: "edit crm_cs_b" },
        { trigger: ".o-autocomplete--dropdown-item:contains(crm_cs_b)", run: "click" },
        { trigger: ".modal .o_field_widget[name=note] textarea", run: "edit Mau grosir" },
        { trigger: ".modal button[name=action_hand_over]", run: "click" },
        {
            trigger: `body:not(:has(.modal)) ${row("Siti Rahma")} [name=wa_agent_id]:contains(crm_cs_b)`,
        },
        {
            content: "A row opens the conversation",
            trigger: `${row("Siti Rahma")} [name=wa_preview]`,
            run: "click",
        },
        { trigger: ".o-mail-DiscussContent-threadName[title='Siti Rahma']" },
        { trigger: ".o-mail-Message:contains(Mau grosir)" },
    ],
});

tours.add("innovasia_crm.quick_reply", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        { trigger: "[name=name] input", run: "edit Cara bayar" },
        { trigger: "[name=shortcut] input", run: "edit bayar" },
        { trigger: "[name=body] textarea", run: "edit Kak {nama}, *BCA 123* {harga}" },
        { trigger: "[name=name] input", run: "click" },
        {
            content: "The phone shows it as the customer reads it",
            trigger: ".o_wa_phone_text strong:contains(BCA 123)",
        },
        { trigger: ".o_form_button_save", run: "click" },
        {
            content: "What cannot be filled in is refused, with what can",
            trigger: ".modal:contains({harga}):contains({contactname})",
        },
        { trigger: ".modal-footer button", run: "click" },
        {
            trigger: "body:not(:has(.modal)) [name=body] textarea",
            run: "edit Kak {nama}, *BCA 123*",
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved, .o_form_view .o_form_status_indicator_buttons.invisible" },
    ],
});

tours.add("innovasia_crm.format", {
    steps: () => [
        { trigger: ".o-kanban-button-new", run: "click" },
        { trigger: "[name=name] input", run: "edit Selamat datang" },
        {
            content: "What the text may name is known once it is said when it is sent",
            trigger: ".o-wa-Format-names:contains(Choose when it is sent)",
        },
        { trigger: "[name=trigger] input", run: "click" },
        { trigger: ".o_select_menu_item:contains(Contact Created)", run: "click" },
        { trigger: ".o-wa-Format-name:contains(Name of the device)" },
        { trigger: "[name=body] textarea", run: "edit Selamat datang, *Kak*" },
        {
            content: "A click writes the name at the cursor, apart from the word before it",
            trigger: ".o-wa-Format-name button:contains({contactname})",
            run: "click",
        },
        { trigger: "[name=body] textarea:value(Selamat datang, *Kak* {contactname})" },
        {
            trigger:
                ".o_wa_phone_text:contains(Selamat datang, Kak Siti Rahma) strong:contains(Kak)",
        },
        { trigger: ".o-wa-Format-length:contains(35 / 4096)" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved, .o_form_view .o_form_status_indicator_buttons.invisible" },
    ],
});
