import { latestFirst, sectionRegistry } from "@innovasia_whatsapp/core/sections";

import { _t } from "@web/core/l10n/translation";

function longestWaitingFirst(t1, t2) {
    const [since1, since2] = [t1.wa_waiting_since, t2.wa_waiting_since];
    if (since1 && since2) {
        return since1.ts - since2.ts || t1.id - t2.id;
    }
    return Number(!since1) - Number(!since2) || t1.id - t2.id; // who was answered comes last
}

sectionRegistry.remove("all");

sectionRegistry
    .add(
        "new",
        {
            get name() {
                return _t("New");
            },
            icon: "fa fa-inbox",
            contains: (thread) => thread.wa_state === "new",
            compare: longestWaitingFirst,
            get emptyText() {
                return _t("Nobody is waiting. New customers appear here for all of you.");
            },
            get moreText() {
                return _t("More that wait");
            },
        },
        { sequence: 10 }
    )
    .add(
        "mine",
        {
            get name() {
                return _t("My Conversations");
            },
            icon: "fa fa-user",
            contains: (thread) => thread.wa_state === "assigned" && thread.waIsMine,
            compare: latestFirst,
            get emptyText() {
                return _t(
                    "You serve nobody now. Answer a new customer, and the conversation is yours."
                );
            },
            get moreText() {
                return _t("Older conversations");
            },
        },
        { sequence: 20 }
    )
    .add(
        "inactive",
        {
            get name() {
                return _t("Inactive");
            },
            icon: "fa fa-moon-o",
            contains: (thread) => thread.wa_state === "inactive",
            compare: latestFirst,
            get emptyText() {
                return _t("Conversations whose session is over rest here, for all of you.");
            },
            get moreText() {
                return _t("Older conversations");
            },
        },
        { sequence: 30 }
    )
    .add(
        "team",
        {
            get name() {
                return _t("Team");
            },
            icon: "fa fa-users",
            condition: (store) => store.has_access_wa_team,
            contains: (thread) => thread.wa_state === "assigned" && !thread.waIsMine,
            compare: latestFirst,
            isClosedAtFirst: true,
            get emptyText() {
                return _t("Nobody of the team serves a customer now.");
            },
            get moreText() {
                return _t("Older conversations");
            },
        },
        { sequence: 40 }
    )
    .add(
        "archived",
        {
            get name() {
                return _t("Archived");
            },
            icon: "fa fa-archive",
            contains: (thread) => thread.wa_state === "archived",
            compare: latestFirst,
            isUnlisted: true,
        },
        { sequence: 50 }
    );
