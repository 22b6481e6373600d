// Numbers and subscriptions, the clock.

import { get } from "./api.js";
import { h, icon } from "./dom.js";
import { full, t } from "./i18n.js";
import { act } from "./panel.js";

export async function numbersTab() {
    const numbers = await get("numbers");
    return [
        h("p", { class: "hint" }, t("numbers_hint")),
        h(
            "div",
            { class: "cards" },
            numbers.map((number) =>
                h(
                    "section",
                    { class: "box" },
                    h(
                        "h2",
                        {},
                        icon("shop", 20),
                        number.verified_name,
                        chip(
                            number.subscribed && number.callback ? "good" : "wait",
                            t(number.subscribed && number.callback ? "connected" : "not_connected")
                        )
                    ),
                    facts([
                        [t("number"), number.display_phone_number],
                        ["phone_number_id", number.id],
                        ["waba_id", number.waba_id],
                        [t("callback"), number.callback || t("none")],
                        [t("subscribed"), t(number.subscribed ? "yes" : "no")],
                        [t("quality"), number.quality_rating],
                        [t("tier"), number.messaging_limit_tier],
                    ])
                )
            )
        ),
        h(
            "section",
            { class: "box" },
            h("h2", {}, t("credentials")),
            facts([
                ["api_url", location.origin],
                ["access_token", "sim-access-token"],
                ["app_secret", "sim-app-secret"],
            ]),
            h("p", { class: "hint" }, t("credentials_hint"))
        ),
        h(
            "section",
            { class: "box danger" },
            h("h2", {}, t("reset")),
            h("p", { class: "hint" }, t("reset_hint")),
            h(
                "div",
                { class: "actions" },
                h(
                    "button",
                    {
                        type: "button",
                        class: "pill",
                        onclick: () =>
                            act(
                                "reset",
                                { keep: ["subscriptions", "config", "contacts"] },
                                t("done")
                            ),
                    },
                    t("reset_chats")
                ),
                h(
                    "button",
                    {
                        type: "button",
                        class: "pill red",
                        onclick: () => {
                            if (window.confirm(t("reset_sure"))) act("reset", {}, t("done"));
                        },
                    },
                    t("reset_all")
                )
            )
        ),
    ];
}

export const chip = (kind, text) => h("span", { class: `chip ${kind}` }, text);

export function facts(pairs) {
    return h(
        "dl",
        {},
        pairs.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))])
    );
}

export async function clockTab() {
    const clock = await get("clock");
    const steps = [
        [3600, "hour_1"],
        [86400, "day_1"],
        [90000, "hours_25"],
        [604800, "week_1"],
    ];
    return h(
        "section",
        { class: "box" },
        h("h2", {}, icon("globe", 20), t("tab_clock")),
        h("p", { class: "big" }, full(clock.now)),
        h("p", { class: "hint" }, t("clock_hint")),
        h(
            "div",
            { class: "actions" },
            steps.map(([seconds, name]) =>
                h(
                    "button",
                    {
                        type: "button",
                        class: "pill",
                        onclick: () => act("clock", { advance: seconds }),
                    },
                    `+ ${t(name)}`
                )
            ),
            h(
                "button",
                {
                    type: "button",
                    class: "pill",
                    onclick: () => act("clock", { reset: true }, t("done")),
                },
                t("real_time")
            )
        )
    );
}
