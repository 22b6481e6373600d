// The bank: its accounts, what came and went, and the services that tell the business.

import { get, listen } from "./api.js";
import { connectionBox, postsBox } from "./bank_connection.js";
import { downloadBox } from "./bank_download.js";
import { historyBox } from "./bank_history.js";
import { transferBox } from "./bank_transfer.js";
import { h, icon, toast } from "./dom.js";
import { choose, language, load, money, t } from "./i18n.js";

const page = document.getElementById("bank");
let overview = null;
let current = null;
let planned = null;

/** The account that is shown. */
export const account = () => overview.accounts.find((each) => each.id === current);

/** Do what a button asks for; a refusal is shown as a sentence. Returns whether it was done. */
export async function attempt(action, done) {
    try {
        await action();
        if (done) toast(done);
        await refresh();
        return true;
    } catch (error) {
        toast(error.message);
        return false;
    }
}

/** Read the accounts again, and draw what lives; forms stay as they are being filled in. */
export async function refresh() {
    overview = await get("bank");
    if (!account()) current = overview.accounts[0]?.id;
    const wanted = current;
    const [mutations, posts] = await Promise.all([
        get(`bank/accounts/${wanted}/mutations?limit=300`),
        get(`bank/posts?account=${wanted}&limit=12`),
    ]);
    if (wanted !== current) return;
    drawTabs();
    document.getElementById("history").replaceChildren(...historyBox(mutations));
    document.getElementById("posts").replaceChildren(...postsBox(posts));
}

function drawTop() {
    document.title = t("bank_title");
    const other = language === "id" ? "en" : "id";
    document.getElementById("top").replaceChildren(
        h("span", { class: "brand" }, icon("bank", 22), t("bank_title")),
        h("a", { class: "pill", href: "/" }, t("to_phone")),
        h("a", { class: "pill", href: "/panel" }, t("to_panel")),
        h(
            "button",
            {
                class: "pill",
                type: "button",
                title: t("other_language"),
                onclick: async () => {
                    await choose(other);
                    drawTop();
                    await open(current);
                },
            },
            other.toUpperCase()
        )
    );
}

function drawTabs() {
    document.getElementById("tabs").replaceChildren(
        ...overview.accounts.map((each) =>
            h(
                "a",
                { href: `#${each.id}`, "aria-current": each.id === current ? "page" : null },
                h("span", {}, each.bank.toUpperCase(), " ", each.number),
                h("strong", {}, money(each.balance))
            )
        )
    );
}

async function open(wanted) {
    overview = await get("bank");
    current = overview.accounts.some((each) => each.id === wanted)
        ? wanted
        : overview.accounts[0]?.id;
    page.replaceChildren(
        h(
            "div",
            { class: "side" },
            transferBox(),
            connectionBox(account()),
            downloadBox(account(), overview)
        ),
        h(
            "div",
            { class: "side" },
            h("section", { class: "box", id: "history" }),
            h("section", { class: "box", id: "posts" })
        )
    );
    await refresh();
}

async function start() {
    await load();
    drawTop();
    listen(
        "bank",
        {
            bank: () => {
                clearTimeout(planned);
                planned = setTimeout(refresh, 100);
            },
            reset: () => open(current),
        },
        refresh
    );
    window.addEventListener("hashchange", () => open(location.hash.slice(1)));
    await open(location.hash.slice(1));
}

start();
