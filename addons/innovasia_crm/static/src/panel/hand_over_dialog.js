import { Component, onWillStart, useState } from "@odoo/owl";

import { ImStatus } from "@mail/core/common/im_status";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";

/** Chooses the colleague who serves a customer from now on, with a word for them. */
export class HandOverDialog extends Component {
    static template = "innovasia_crm.HandOverDialog";
    static components = { Dialog, ImStatus };
    static props = { close: Function, thread: Object };

    setup() {
        this.store = useService("mail.store");
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.keepLast = new KeepLast();
        this.state = useState({ isBusy: false, note: "", selectedId: false, userIds: [] });
        this.onInput = useDebounced((term) => this.search(term), 250);
        useAutofocus();
        onWillStart(() => this.search(""));
    }

    get thread() {
        return this.props.thread;
    }

    get title() {
        return _t("Hand over %s", this.thread.displayName);
    }

    get users() {
        return this.state.userIds.map((id) => this.store["res.users"].get(id));
    }

    get selected() {
        return this.users.find((user) => user.id === this.state.selectedId);
    }

    async search(term) {
        const { data, users } = await this.keepLast.add(
            this.orm.call("discuss.channel", "wa_colleagues", [[this.thread.id], term])
        );
        this.store.insert(data);
        this.state.userIds = users;
        if (!users.includes(this.state.selectedId)) {
            this.state.selectedId = users.length === 1 ? users[0] : false;
        }
    }

    async handOver() {
        const { name } = this.selected;
        const method = this.thread.waIsMine ? "wa_transfer" : "wa_assign";
        this.state.isBusy = true;
        try {
            if (!(await this.thread.waMove(method, [this.state.selectedId, this.state.note]))) {
                return;
            }
        } finally {
            this.state.isBusy = false;
        }
        this.notification.add(_t("%s serves this customer now.", name), { type: "success" });
        this.props.close();
    }
}
