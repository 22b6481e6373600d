import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const category = (id) => `.o-wa-SidebarCategory.o-wa-${id}`;
const inSidebar = (name) => `.o-wa-SidebarConversation:contains(${name})`;
const message = (text) => `.o-mail-Message:contains(${text})`;
const name = (text) => `.o-mail-DiscussContent-threadName[title='${text}']`;
const INPUT = ".o-mail-Composer-input";
const REPLYING = `.o-mail-Composer:not(.o-wa-noting) ${INPUT}`;
const NOTING = `.o-wa-noting ${INPUT}`;
const draftKept = (tab) => `.o-wa-modes-${tab} .o-wa-modes-draft`;

/** Clicks and types in one go, as fast hands do: the screen has no time to be drawn anew. */
function clickAndType(selector, letter) {
    document.querySelector(selector).click();
    const input = document.activeElement;
    if (!input.matches(INPUT)) {
        throw new Error("The cursor is not in the composer");
    }
    input.setRangeText(letter, input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

tours.add("innovasia_crm.drafts", {
    steps: () => [
        { trigger: name("Siti Rahma") },
        { trigger: REPLYING, run: "edit Halo kak" },
        {
            content: "What was begun as a reply is not part of the note",
            trigger: ".o-wa-modes-note",
            run: () => clickAndType(".o-wa-modes-note", "M"),
        },
        { trigger: `${NOTING}:value(/^M$/)`, run: "edit Minta diskon" },
        { trigger: draftKept("reply") },
        {
            content: "Nor the note of the reply",
            trigger: ".o-wa-modes-reply",
            run: () => clickAndType(".o-wa-modes-reply", "!"),
        },
        { trigger: `${REPLYING}:value(/^Halo kak!$/)` },
        {
            content: "Both are there when the page was loaded anew",
            trigger: draftKept("note"),
            run: () => location.reload(),
            expectUnloadPage: true,
        },
        { trigger: inSidebar("Siti Rahma"), run: "click" },
        { trigger: `${REPLYING}:value(/^Halo kak!$/)` },
        { trigger: draftKept("note") },
        { trigger: ".o-wa-modes-note", run: "click" },
        { trigger: `${NOTING}:value(/^Minta diskon$/)`, run: "press Enter" },
        { trigger: ".o-mail-Message.o-wa-note:contains(Minta diskon)" },
        {
            content: "Sending one leaves the other",
            trigger: `${NOTING}:value(/^$/)`,
        },
        { trigger: draftKept("reply") },
        { trigger: ".o-wa-modes-reply", run: "click" },
        { trigger: `${REPLYING}:value(/^Halo kak!$/)`, run: "press Enter" },
        { trigger: message("Halo kak!") },
        { trigger: `${REPLYING}:value(/^$/)` },
        { trigger: "body:not(:has(.o-wa-modes-draft))" },
    ],
});

tours.add("innovasia_crm.quick_file", {
    steps: () => [
        { trigger: name("Siti Rahma") },
        { trigger: INPUT, run: "edit /kata" },
        { trigger: ".o-wa-quickReply:contains(/katalog) .fa-paperclip" },
        { trigger: INPUT, run: "press Enter" },
        {
            content: "Text and picture are in the composer, and not sent yet",
            trigger: `${INPUT}:value(Ini katalog kami, Siti Rahma)`,
        },
        { trigger: ".o-mail-Composer .o-mail-AttachmentImage" },
        { trigger: INPUT, run: "press Enter" },
        { trigger: `${message("Ini katalog kami")} .o-mail-AttachmentImage` },
    ],
});

tours.add("innovasia_crm.quick_nothing", {
    steps: () => [
        { trigger: name("Siti Rahma") },
        { trigger: INPUT, run: "edit /salah" },
        { trigger: ".o-wa-quickReply-notice:contains(No quick message matches)" },
        { trigger: INPUT, run: "press Enter" },
        {
            content: "What was to be searched for is not sent, however often one presses Enter",
            trigger: `${INPUT}:value(/salah)`,
            run: "press Enter",
        },
        { trigger: ".o-wa-quickReply-notice" },
        { trigger: `${INPUT}:value(/salah)`, run: "press Escape" },
        { trigger: "body:not(:has(.o-wa-quickReply-notice))" },
        { trigger: INPUT, run: "press Enter" },
        { trigger: message("/salah") },
    ],
});

tours.add("innovasia_crm.serve", {
    steps: () => [
        {
            content: "The menu opens who has waited longest",
            trigger: name("Siti Rahma"),
        },
        { trigger: `${category("new")} .o-wa-SidebarCategory-count:contains(2)` },
        { trigger: `${inSidebar("Siti Rahma")} .o-wa-WaitingTime.text-bg-danger` },
        { trigger: `${inSidebar("Budi Santoso")} .o-wa-WaitingTime` },
        { trigger: "body:not(:has(.o-wa-SidebarCategory.o-wa-team))" },
        { trigger: ".o-wa-ConversationBanner:contains(Your reply takes the conversation)" },
        {
            content: "A slash at the beginning offers quick replies",
            trigger: INPUT,
            run: "edit /hal",
        },
        { trigger: ".o-wa-quickReply:contains(/halo)" },
        { trigger: INPUT, run: "press Enter" },
        {
            content: "What was chosen stands in the input, filled in, and is not sent yet",
            trigger: `${INPUT}:value(Halo Siti Rahma)`,
        },
        { trigger: INPUT, run: "press Enter" },
        { trigger: message("Halo Siti Rahma") },
        { trigger: `${category("mine")} .o-wa-SidebarCategory-count:contains(1)` },
        { trigger: "body:not(:has(.o-wa-ConversationBanner))" },
        { trigger: ".o-wa-Care-owner:contains((you))" },
        {
            content: "A note is yellow and stays inside",
            trigger: ".o-wa-modes-note",
            run: "click",
        },
        { trigger: NOTING, run: "edit Minta diskon" },
        { trigger: INPUT, run: "press Enter" },
        { trigger: ".o-mail-Message.o-wa-note:contains(Minta diskon)" },
        { trigger: ".o-wa-PanelNotes-text:contains(Minta diskon)" },
        {
            content: "A note that is not finished is one again when the page was loaded anew",
            trigger: INPUT,
            run: "edit Belum selesai",
        },
        { trigger: NOTING, run: () => location.reload(), expectUnloadPage: true },
        { trigger: inSidebar("Siti Rahma"), run: "click" },
        { trigger: `${NOTING}:value(Belum selesai)`, run: "clear" },
        {
            content: "A label is made by typing it",
            trigger: ".o-wa-PanelLabels-input input",
            run: "edit Grosir",
        },
        { trigger: ".o-autocomplete--dropdown-item:contains(Create)", run: "click" },
        { trigger: `${inSidebar("Siti Rahma")} .o-wa-label:contains(Grosir)` },
        { trigger: ".o-wa-handOver", run: "click" },
        { trigger: ".o-wa-HandOver-users button:contains(Bunga Lestari)", run: "click" },
        { trigger: ".o-wa-HandOver textarea", run: "edit Tolong dibantu" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        {
            content: "Who handed it over does not see it any more",
            trigger: ".o-wa-ConversationGone:contains(Bunga Lestari serves this customer now)",
        },
        { trigger: `body:not(:has(${inSidebar("Siti Rahma")}))` },
    ],
});

tours.add("innovasia_crm.look_on", {
    steps: () => [
        { trigger: `${category("team")} .o-wa-SidebarCategory-count:contains(1)` },
        {
            content: "The team's conversations are folded at first",
            trigger: `body:not(:has(${inSidebar("Siti Rahma")}))`,
        },
        { trigger: `${category("team")} button`, run: "click" },
        { trigger: `${inSidebar("Siti Rahma")} .o-wa-owner:contains(Andi Pratama)`, run: "click" },
        { trigger: ".o-wa-ConversationBanner:contains(Andi Pratama serves this customer)" },
        { trigger: NOTING, run: "edit Jangan beri diskon" },
        { trigger: ".o-wa-takeOver", run: "click" },
        { trigger: ".o-wa-Care-owner:contains((you))" },
        {
            content: "What was begun as a note does not become a reply",
            trigger: `${NOTING}:value(Jangan beri diskon)`,
            run: "clear",
        },
        { trigger: ".o-wa-modes-reply", run: "click" },
        { trigger: REPLYING, run: "edit Baik, Bu" },
        { trigger: ".o-wa-handOver", run: "click" },
        { trigger: ".o-wa-HandOver-users button:contains(Bunga Lestari)", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: ".o-wa-ConversationBanner:contains(Bunga Lestari serves this customer)" },
        {
            content: "Nor does what was begun as a reply become a note",
            trigger: `${NOTING}:value(/^$/)`,
        },
        { trigger: draftKept("reply") },
        { trigger: ".o-wa-takeOver", run: "click" },
        { trigger: `${REPLYING}:value(/^Baik, Bu$/)`, run: "clear" },
        { trigger: ".o-wa-release", run: "click" },
        { trigger: ".o-wa-ConversationBanner:contains(Your reply takes the conversation)" },
        { trigger: ".o-wa-Care-history:contains(Given back)" },
        { trigger: ".o-wa-archive", run: "click" },
        { trigger: ".o-wa-ConversationBanner:contains(This conversation is archived)" },
        {
            content: "What is archived is found by a search",
            trigger: ".o-wa-ConversationSearch input",
            run: "edit siti",
        },
        { trigger: category("archived") },
        { trigger: inSidebar("Siti Rahma") },
        { trigger: ".o-wa-restore", run: "click" },
        { trigger: ".o-wa-ConversationBanner:contains(Your reply takes the conversation)" },
    ],
});
