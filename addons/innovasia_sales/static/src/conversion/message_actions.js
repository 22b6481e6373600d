import { registerMessageAction } from "@mail/core/common/message_actions";

import { _t } from "@web/core/l10n/translation";

function evidence(message) {
    return message.attachment_ids.filter((file) => file.isImage || file.isPdf);
}

registerMessageAction("wa-use-as-evidence", {
    condition: ({ message, thread }) => thread?.waCanConvert && evidence(message).length > 0,
    icon: "fa fa-money",
    name: _t("Use as evidence of a payment"),
    onSelected: ({ message, thread }) => thread.waConvert(evidence(message).map((file) => file.id)),
    sequence: 15,
});
