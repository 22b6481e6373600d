import { ThreadAction, registerThreadAction } from "@mail/core/common/thread_actions";

import { INFO_PANEL_CLOSED_LS } from "@innovasia_whatsapp/core/discuss_app_model_patch";
import { InfoPanel } from "@innovasia_whatsapp/conversation/info_panel";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

/** They are about a group of colleagues, and mean nothing to the customer's phone. */
const WITHOUT_MEANING = [
    "advanced-settings",
    "call",
    "camera-call",
    "invite-people",
    "leave",
    "member-list",
    "pinned-messages",
    "rename-thread",
    "show-threads",
];
const FOR_MEMBERS = ["notification-settings"];
/** What remains of a conversation that one does not see any more. */
const OF_WINDOW = ["close", "fold-chat-window"];

patch(ThreadAction.prototype, {
    _condition({ action, thread }) {
        if (thread?.isWhatsapp) {
            if (thread.waGoneText && !OF_WINDOW.includes(action.id)) {
                return false;
            }
            if (WITHOUT_MEANING.includes(action.id)) {
                return false;
            }
            if (FOR_MEMBERS.includes(action.id) && !thread.self_member_id) {
                return false;
            }
        }
        return super._condition(...arguments);
    },
});

registerThreadAction("wa-info", {
    actionPanelComponent: InfoPanel,
    condition: ({ owner, thread }) =>
        thread?.isWhatsapp &&
        (!owner.props.chatWindow || owner.props.chatWindow.isOpen) &&
        !owner.isDiscussSidebarChannelActions,
    panelOuterClass: "o-wa-InfoPanel-outer bg-inherit",
    icon: "fa fa-fw fa-info-circle",
    name: _t("Customer"),
    open: ({ owner, store }) => {
        if (owner.env.inDiscussApp) {
            store.discuss.waIsInfoPanelOpen = true;
            browser.localStorage.removeItem(INFO_PANEL_CLOSED_LS);
        }
    },
    close: ({ action, owner, store }) => {
        if (action.condition && owner.env.inDiscussApp) {
            store.discuss.waIsInfoPanelOpen = false;
            browser.localStorage.setItem(INFO_PANEL_CLOSED_LS, "true");
        }
    },
    sequence: 10,
    sequenceGroup: 7,
    toggle: true,
});
