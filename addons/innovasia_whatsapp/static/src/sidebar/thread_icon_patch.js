import { ThreadIcon } from "@mail/core/common/thread_icon";

import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

patch(ThreadIcon.prototype, {
    get defaultChatIcon() {
        if (this.props.thread.isWhatsapp) {
            return { class: "fa fa-whatsapp", title: _t("WhatsApp") };
        }
        return super.defaultChatIcon;
    },
});
