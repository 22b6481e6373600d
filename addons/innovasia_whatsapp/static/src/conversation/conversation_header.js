import { Component, useEffect } from "@odoo/owl";

import { WindowBadge } from "@innovasia_whatsapp/conversation/window_badge";

/** Whom one talks to, through which device, and how long free-form answers are possible. */
export class ConversationHeader extends Component {
    static template = "innovasia_whatsapp.ConversationHeader";
    static components = { WindowBadge };
    static props = ["thread"];

    setup() {
        useEffect(
            () => {
                if (document.hasFocus()) {
                    this.props.thread.waMarkSeen();
                }
            },
            () => [this.props.thread.id, this.props.thread.newestPersistentOfAllMessage?.id]
        );
    }

    get contact() {
        const { wa_phone: phone, wa_username: username } = this.props.thread;
        return phone || (username ? `@${username}` : "");
    }
}
