import { ActionPanel } from "@mail/discuss/core/common/action_panel";

import { Component } from "@odoo/owl";

import { WindowBadge } from "@innovasia_whatsapp/conversation/window_badge";

import { useService } from "@web/core/utils/hooks";

/**
 * Who the customer is, beside the conversation. Other addons put their own parts into it by
 * extending the template at `name="sections"`.
 */
export class InfoPanel extends Component {
    static template = "innovasia_whatsapp.InfoPanel";
    static components = { ActionPanel, WindowBadge };
    static props = ["thread"];

    setup() {
        this.store = useService("mail.store");
        this.ui = useService("ui");
    }

    get thread() {
        return this.props.thread;
    }

    openContact() {
        if (this.ui.isSmall) {
            this.thread.chat_window?.fold();
        } else {
            this.thread.openChatWindow({ focus: true });
        }
        this.env.services.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: this.thread.wa_partner_id.id,
            views: [[false, "form"]],
            target: "current",
        });
    }
}
