// The operator's panel: tabs, live updates.

import { get, listen, post } from "./api.js";
import { h, icon, toast } from "./dom.js";
import { choose, full, language, load, t } from "./i18n.js";
import { clockTab, numbersTab } from "./panel_business.js";
import { faultsTab, switchesTab } from "./panel_faults.js";
import { deliveriesTab, receivedTab } from "./panel_logs.js";
import { templatesTab } from "./panel_templates.js";

const TABS = {
    numbers: numbersTab,
    faults: faultsTab,
    switches: switchesTab,
    templates: templatesTab,
    received: receivedTab,
    deliveries: deliveriesTab,
    clock: clockTab,
};
// Which live events make a tab draw itself again.
const EVENTS = {
    numbers: ["number"],
    faults: ["faults", "config"],
    switches: ["config"],
    templates: ["template"],
    received: ["received"],
    deliveries: ["delivery"],
    clock: ["clock"],
};
const panel = document.getElementById("panel");
let current = "numbers";
let planned = null;
let offset = 0;

/** Run what a button does; a refusal is shown as a sentence. */
export async function attempt(action, done) {
    try {
        await action();
        if (done) toast(done);
        await draw();
    } catch (error) {
        toast(error.message);
    }
}

/** Draw the current tab again. */
export async function draw() {
    const tab = current;
    const content = await TABS[tab]();
    if (tab === current) panel.replaceChildren(...[content].flat());
}

function drawSoon(event) {
    if (!EVENTS[current].includes(event) && event !== "reset") return;
    // A form being filled in is not taken away from under the fingers.
    if (
        panel.contains(document.activeElement) &&
        document.activeElement.matches("input:not([type=checkbox]), textarea")
    )
        return;
    clearTimeout(planned);
    planned = setTimeout(draw, 120);
}

function drawFrame() {
    document.title = t("panel_title");
    const other = language === "id" ? "en" : "id";
    document.getElementById("top").replaceChildren(
        h("span", { class: "brand" }, icon("panel", 22), t("panel_title")),
        h("time", { id: "now" }),
        h("a", { class: "pill", href: "/" }, t("to_phone")),
        h("a", { class: "pill", href: "/bank" }, t("to_bank")),
        h(
            "button",
            {
                class: "pill",
                type: "button",
                title: t("other_language"),
                onclick: async () => {
                    await choose(other);
                    drawFrame();
                    await draw();
                },
            },
            other.toUpperCase()
        )
    );
    document
        .getElementById("tabs")
        .replaceChildren(
            ...Object.keys(TABS).map((name) =>
                h(
                    "a",
                    { href: `#${name}`, role: "tab", "aria-selected": String(name === current) },
                    t(`tab_${name}`)
                )
            )
        );
    document
        .querySelector("#tabs [aria-selected=true]")
        .scrollIntoView({ inline: "center", block: "nearest" });
    showTime();
}

function showTime() {
    const now = document.getElementById("now");
    now.textContent = full(Date.now() / 1000 + offset);
    now.className = Math.abs(offset) > 1 ? "moved" : "";
}

async function choice() {
    const wanted = location.hash.slice(1);
    current = TABS[wanted] ? wanted : "numbers";
    drawFrame();
    await draw();
}

async function start() {
    await load();
    offset = (await get("clock")).offset;
    const names = ["number", "faults", "config", "template", "received", "delivery", "reset"];
    const handlers = Object.fromEntries(names.map((name) => [name, () => drawSoon(name)]));
    handlers.clock = (clock) => {
        offset = clock.offset;
        showTime();
        drawSoon("clock");
    };
    listen("panel", handlers, draw);
    window.addEventListener("hashchange", choice);
    setInterval(showTime, 1000);
    await choice();
}

export const act = (path, body, done) => attempt(() => post(path, body), done);

start();
