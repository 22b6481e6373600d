import { registerMessageAction } from "@mail/core/common/message_actions";

import { _t } from "@web/core/l10n/translation";

function pictures(message) {
    return message.attachment_ids.filter((file) => file.isImage || file.isPdf);
}

registerMessageAction("transfer-use-as-proof", {
    condition: ({ message, thread }) =>
        thread?.waCanConvert && thread.waTransferIds?.length > 0 && pictures(message).length > 0,
    icon: "fa fa-university",
    name: _t("Proof of a transfer: ask finance"),
    onSelected: ({ message, thread }) =>
        thread.waVerifyTransfer(
            thread.waTransferIds[0],
            pictures(message).map((file) => file.id)
        ),
    sequence: 16,
});
