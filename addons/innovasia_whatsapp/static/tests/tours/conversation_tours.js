import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const inSidebar = (name) => `.o-wa-SidebarConversation:contains(${name})`;
const message = (text) => `.o-mail-Message:contains(${text})`;
const ticks = (text, state) => `${message(text)} .o-wa-Ticks[data-state=${state}]`;

tours.add("innovasia_whatsapp.answer", {
    steps: () => [
        {
            content: "The menu opens the newest conversation",
            trigger: ".o-mail-DiscussContent-threadName[title='Siti Rahma']",
        },
        { trigger: ".o-mail-DiscussContent-header .o-wa-contact:contains(+62 812-0000-0001)" },
        { trigger: ".o-mail-DiscussContent-header .o-wa-device:contains(Uji)" },
        { trigger: ".o-mail-DiscussContent-header .o-wa-WindowBadge:contains(23 h)" },
        { trigger: ".o-wa-InfoPanel .o-wa-phone:contains(+62 812-0000-0001)" },
        { trigger: message("Halo, masih ada?") },
        {
            content: "A quote is read, not hidden behind three dots",
            trigger: `${message("Saya tertarik")} blockquote:contains(Promo Madu)`,
        },
        { trigger: ticks("Jawaban sent", "sent") },
        { trigger: ticks("Jawaban delivered", "delivered") },
        { trigger: ticks("Jawaban read", "read") },
        { trigger: ticks("Jawaban failed", "failed") },
        {
            content: "A failure says why and can be tried again",
            trigger: ".o-wa-Failure:contains(could not be delivered) .o-wa-retry",
            run: "click",
        },
        { trigger: ticks("Jawaban failed", "outgoing") },
        { trigger: "body:not(:has(.o-wa-Failure))" },
        {
            content: "What means nothing to a phone is not offered",
            trigger:
                ".o-mail-DiscussContent-header:not(:has([name=call])):not(:has([name=invite-people]))",
        },
        { trigger: ".o-mail-Composer-input", run: "edit Masih ada, kak" },
        { trigger: ".o-mail-Composer-input", run: "press Enter" },
        { trigger: ticks("Masih ada, kak", "outgoing") },
        { trigger: `${inSidebar("Siti Rahma")} .o-wa-Ticks[data-state=outgoing]` },
    ],
});

tours.add("innovasia_whatsapp.closed", {
    steps: () => [
        { trigger: `${inSidebar("Andi Wijaya")} .o-wa-unseen` },
        { trigger: inSidebar("Andi Wijaya"), run: "click" },
        { trigger: message("Ok siap") },
        { trigger: ".o-wa-WindowBadge.text-bg-danger:contains(Closed)" },
        { trigger: ".o-wa-closed:contains(more than 24 hours old)" },
        { trigger: "body:not(:has(.o-mail-Composer-input:visible))" },
        { trigger: `${inSidebar("Andi Wijaya")}:not(:has(.o-wa-unseen))` },
    ],
});

tours.add("innovasia_whatsapp.search", {
    steps: () => [
        { trigger: inSidebar("Siti Rahma") },
        { trigger: ".o-wa-ConversationSearch input", run: "edit 0812 0000 0002" },
        { trigger: `body:not(:has(${inSidebar("Siti Rahma")})) ${inSidebar("Andi Wijaya")}` },
        { trigger: ".o-wa-ConversationSearch input", run: "edit siti" },
        { trigger: `body:not(:has(${inSidebar("Andi Wijaya")})) ${inSidebar("Siti Rahma")}` },
        { trigger: ".o-wa-ConversationSearch input", run: "edit nobody" },
        {
            trigger:
                ".o-wa-ConversationSearch-none:contains(No conversation has this name or number)",
        },
        { trigger: ".o-wa-ConversationSearch-clear", run: "click" },
        { trigger: inSidebar("Andi Wijaya") },
    ],
});
