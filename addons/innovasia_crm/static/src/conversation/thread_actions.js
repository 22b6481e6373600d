import { registerThreadAction } from "@mail/core/common/thread_actions";

import { _t } from "@web/core/l10n/translation";

const GROUP = 6; // left of the panel's button

function isOffered({ owner, thread }) {
    return (
        thread?.isWhatsapp &&
        !thread.waGoneText &&
        (!owner.props.chatWindow || owner.props.chatWindow.isOpen)
    );
}

registerThreadAction("wa-hand-over", {
    condition: ({ owner, thread }) => isOffered({ owner, thread }) && thread.waCanHandOver,
    icon: "fa fa-fw fa-share",
    name: ({ thread }) => (thread.waIsMine ? _t("Transfer") : _t("Assign")),
    open: ({ thread }) => thread.waHandOver(),
    sequence: 10,
    sequenceGroup: GROUP,
});
registerThreadAction("wa-release", {
    condition: ({ owner, thread }) => isOffered({ owner, thread }) && thread.waCanRelease,
    icon: "fa fa-fw fa-undo",
    name: _t("Release: give it back to everybody"),
    open: ({ thread }) => thread.waRelease(),
    sequence: 20,
    sequenceGroup: GROUP,
});
registerThreadAction("wa-archive", {
    condition: ({ owner, thread }) => isOffered({ owner, thread }) && thread.waCanArchive,
    icon: "fa fa-fw fa-archive",
    name: _t("Archive"),
    open: ({ thread }) => thread.waArchive(),
    sequence: 30,
    sequenceGroup: GROUP,
});
registerThreadAction("wa-restore", {
    condition: ({ owner, thread }) =>
        isOffered({ owner, thread }) && thread.wa_state === "archived",
    icon: "fa fa-fw fa-folder-open-o",
    name: _t("Restore"),
    open: ({ thread }) => thread.waRestore(),
    sequence: 40,
    sequenceGroup: GROUP,
});
