import { fields } from "@mail/core/common/record";
import { Store } from "@mail/core/common/store_service";

import { browser } from "@web/core/browser/browser";
import { RPCError, rpc } from "@web/core/network/rpc";
import { patch } from "@web/core/utils/patch";

const CLOCK_INTERVAL = 10000;
const SENTENCES = ["UserError", "ValidationError", "AccessError"].map(
    (name) => `odoo.exceptions.${name}`
);

patch(Store.prototype, {
    setup() {
        super.setup(...arguments);
        this.has_access_whatsapp = fields.Attr(false, {
            onUpdate() {
                if (this.has_access_whatsapp) {
                    this.waStartClock();
                }
            },
        });
        /** The time by which windows are open or closed. */
        this.waNow = fields.Attr(Date.now());
        this.waClock = undefined;
    },
    waStartClock() {
        this.waClock ??= browser.setInterval(() => {
            this.waNow = Date.now();
        }, CLOCK_INTERVAL);
    },
    /** Gives the text back to the composer when the server says why it does not send it. */
    async doMessagePost(params, tmpMessage) {
        const thread = tmpMessage?.thread;
        if (!thread?.isWhatsapp) {
            return super.doMessagePost(...arguments);
        }
        return this.messagePostMutex.exec(async () => {
            try {
                return await rpc("/mail/message/post", params, { silent: true });
            } catch (error) {
                if (error instanceof RPCError && SENTENCES.includes(error.exceptionName)) {
                    thread.waTakeBack(tmpMessage, error.data.message);
                } else {
                    tmpMessage.postFailRedo = () => this.waPostAgain(params, tmpMessage);
                }
            }
        });
    },
    waPostAgain(params, tmpMessage) {
        tmpMessage.postFailRedo = undefined;
        tmpMessage.thread.messages.delete(tmpMessage);
        tmpMessage.thread.messages.add(tmpMessage);
        return this.doMessagePost(params, tmpMessage);
    },
    tabToThreadType(tab) {
        const types = super.tabToThreadType(tab);
        if (tab === "chat" && !this.env.services.ui.isSmall) {
            types.push("whatsapp");
        }
        return types;
    },
});
