import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";
import { Interaction } from "@web/public/interaction";

const POLL = 2000;
const UNFINISHED = ["sending", "late", "sent"];

/** Tells how far the code is, and when another one may be asked for. */
export class LoginCode extends Interaction {
    static selector = ".o_wa_login_code";
    dynamicContent = {
        ".o_wa_login_code_again": { "t-att-disabled": () => this.wait > 0 },
        ".o_wa_login_code_wait": { "t-out": () => (this.wait > 0 ? ` (${this.wait})` : "") },
        ".o_wa_login_code_state": {
            "t-out": () => this.text,
            "t-att-class": () => ({
                "text-danger": this.state === "failed",
                "text-muted": this.state !== "failed",
            }),
        },
    };

    setup() {
        this.wait = Number(this.el.dataset.wait) || 0;
        this.state = this.el.dataset.state;
        this.text = this.el.querySelector(".o_wa_login_code_state")?.textContent.trim() ?? "";
    }

    start() {
        this.countDown();
        this.follow();
    }

    countDown() {
        if (this.wait > 0) {
            this.waitForTimeout(() => {
                this.wait--;
                this.countDown();
            }, 1000);
        }
    }

    follow() {
        if (UNFINISHED.includes(this.state)) {
            this.waitForTimeout(async () => {
                const answer = await this.waitFor(rpc("/web/login/totp/whatsapp"));
                this.protectSyncAfterAsync(() => {
                    this.state = answer.state;
                    this.text = answer.text;
                    this.updateContent();
                    this.follow();
                })();
            }, POLL);
        }
    }
}

registry.category("public.interactions").add("innovasia_crm.login_code", LoginCode);
