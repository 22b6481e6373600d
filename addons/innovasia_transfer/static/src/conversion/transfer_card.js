import { Component, onWillUnmount, useState } from "@odoo/owl";

import { formatSeconds } from "@innovasia_crm/monitoring/durations";

import { money } from "@innovasia_sales/conversion/money";

import { splitAmount } from "@innovasia_transfer/conversion/amount";

import { browser } from "@web/core/browser/browser";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;
const REFRESH = 20_000; // ms
const LIVE = ["open", "grace"];

/** An expected transfer: how much, where to, until when, and what can be done about it. */
export class TransferCard extends Component {
    static template = "innovasia_transfer.TransferCard";
    static components = { CopyButton };
    static props = {
        onVerify: { type: Function, optional: true },
        transfer: Object,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ isSent: false, now: DateTime.now() });
        const timer = browser.setInterval(() => (this.state.now = DateTime.now()), REFRESH);
        onWillUnmount(() => browser.clearInterval(timer));
    }

    get transfer() {
        return this.props.transfer;
    }

    get amount() {
        const { currency_id, remaining } = this.transfer;
        return splitAmount(remaining, currency_id);
    }

    /** As a banking app takes it. */
    get amountText() {
        return String(this.transfer.remaining);
    }

    get isLive() {
        return LIVE.includes(this.transfer.state);
    }

    money(amount) {
        return money(amount, this.transfer.currency_id);
    }

    /** How long it is waited for. */
    get waitText() {
        const { expires_at, release_at, state, state_label } = this.transfer;
        if (!this.isLive) {
            return state_label;
        }
        const until = deserializeDateTime(state === "open" ? expires_at : release_at);
        const left = formatSeconds(until.diff(this.state.now, "seconds").seconds);
        return state === "open"
            ? _t("%s left to pay", left)
            : _t("Late; what arrives within %s still counts", left);
    }

    get waitTitle() {
        const { expires_at } = this.transfer;
        return _t("To be paid until %s", formatDateTime(deserializeDateTime(expires_at)));
    }

    /** Whether the customer was written to. */
    get toldText() {
        const { told, told_label } = this.transfer;
        if (this.state.isSent || told === "waiting") {
            return _t("The instructions are on their way.");
        }
        return told ? _t("Instructions: %s", told_label) : _t("The customer was not written to.");
    }

    get verificationText() {
        const { due_at, name, reason, state_label } = this.transfer.verification;
        const state = `${name}: ${state_label}`;
        if (reason) {
            return `${state}. ${reason}`;
        }
        return due_at
            ? _t("%(state)s, to be answered until %(date)s", {
                  date: formatDateTime(deserializeDateTime(due_at)),
                  state,
              })
            : state;
    }

    async open() {
        const [model, id] = ["transfer.intent", this.transfer.id];
        this.action.doAction(await this.orm.call(model, "action_wa_open", [[id]]));
    }

    /** A second click while the first is on its way writes nothing. */
    async send() {
        this.state.isSent = true;
        try {
            const ids = [this.transfer.id];
            this.action.doAction(
                await this.orm.call("transfer.intent", "action_send_instructions", [ids])
            );
        } catch (error) {
            this.state.isSent = false;
            throw error;
        }
    }
}
