import {
    Component,
    onMounted,
    onWillStart,
    onWillUnmount,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";

import { money } from "@innovasia_sales/conversion/money";

import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { BoardModel } from "./board_model";
import { BoardPane } from "./board_pane";
import { MatchDialog } from "./match_dialog";

/** Even when nothing is heard. */
const REFRESH = 30_000;
/** How long a match can be undone from its notice. */
const UNDO_TIME = 20_000;

/** Belum Dibayar beside Belum Cocok: choose a row in one list, and the other one shows what it may belong to. */
export class Board extends Component {
    static template = "innovasia_transfer.Board";
    static components = { BoardPane, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.root = useRef("root");
        this.search = useRef("search");
        this.model = useState(new BoardModel(useService("orm")));
        this.state = useState({ tab: "unpaid", focus: undefined, term: "" });
        this.searchSoon = useDebounced((term) => this.model.filter({ term }), 250);
        this.onVisibilityChange = () => this.refresh();
        const { mutation_id: mutationId, unpaid = "live" } = this.props.action.params ?? {};
        onWillStart(async () => {
            await this.model.filter({ unpaid });
            if (mutationId) {
                await this.choose({ model: "bank.mutation", id: mutationId });
            }
        });
        useService("bus_service").start();
        useBus(useService("innovasia_transfer.money").bus, "CHANGED", () => this.refresh());
        useEffect(
            (focus) => {
                // Who is typing by now stays where they type.
                if (focus && !document.activeElement.matches("input, textarea")) {
                    this.rowsOf(focus.side)[0]?.focus();
                }
            },
            () => [this.state.focus]
        );
        // Wherever the focus is: somebody who has just come has clicked nothing yet.
        useExternalListener(window, "keydown", (ev) => this.onKeydown(ev));
        onMounted(() => {
            this.interval = browser.setInterval(() => this.refresh(), REFRESH);
            document.addEventListener("visibilitychange", this.onVisibilityChange);
        });
        onWillUnmount(() => {
            browser.clearInterval(this.interval);
            document.removeEventListener("visibilitychange", this.onVisibilityChange);
        });
    }

    refresh() {
        return document.hidden ? undefined : this.model.refresh();
    }

    /** What is typed stays when something else is drawn before it is looked for. */
    searchFor(term) {
        this.state.term = term;
        this.searchSoon(term);
    }

    chooseAccount(ev) {
        return this.model.filter({ journal_id: Number(ev.target.value) || false });
    }

    money(amount) {
        return money(amount, this.model.data.currency_id);
    }

    // --- what the lists can show -------------------------------------------------------------

    get unpaidKinds() {
        return [
            { id: "live", label: _t("Waiting") },
            { id: "released", label: _t("Given up") },
            { id: "unbacked", label: _t("Approved, not at the bank") },
        ];
    }

    get unmatchedKinds() {
        return [
            { id: "open", label: _t("To be matched") },
            { id: "aside", label: _t("Set aside") },
            { id: "provisional", label: _t("Provisional") },
        ];
    }

    get emptyUnpaid() {
        if (this.model.filters.term) {
            return _t("No order is like that.");
        }
        return {
            live: _t("Nobody owes a transfer: every order that was told an amount is paid."),
            released: _t("No transfer was given up."),
            unbacked: _t("Every approved transfer has arrived at the bank."),
        }[this.model.filters.unpaid];
    }

    get emptyUnmatched() {
        if (this.model.filters.term) {
            return _t("No money is like that.");
        }
        return {
            open: _t(
                "All money is explained. What the bank brings next, and no order asked for, appears here."
            ),
            aside: _t("Nothing was set aside."),
            provisional: _t("The bank has dated everything."),
        }[this.model.filters.unmatched];
    }

    get paneActions() {
        return {
            open: (model, id) => this.open(model, id),
            refund: (row) => this.refund(row),
            setAside: (row) => this.setAside(row),
            takeBack: (row) => this.takeBack(row),
        };
    }

    // --- choosing ----------------------------------------------------------------------------

    async choose(row) {
        await this.model.choose(row);
        if (this.model.chosen) {
            this.state.tab = this.model.side === "unpaid" ? "unmatched" : "unpaid";
        }
    }

    back() {
        this.state.tab = this.model.side;
        this.model.forget();
    }

    /** A row was taken: it is chosen, or matched with what is chosen on the other side. */
    async take(side, row) {
        if (!this.model.chosen || this.model.side === side) {
            await this.choose(row);
            this.focusRow(side === "unpaid" ? "unmatched" : "unpaid");
        } else {
            this.match(row);
        }
    }

    /** Ask whether what is chosen and this row belong together, and tell what would be booked. */
    match(row) {
        const { chosen, side } = this.model;
        const [target, mutation] = side === "unpaid" ? [chosen, row] : [row, chosen];
        this.dialog.add(MatchDialog, {
            mutation,
            target,
            currencyId: this.model.data.currency_id,
            onMatched: (settled) => this.matched(side, settled),
        });
    }

    /** By now the lists may have heard of it, and nothing is chosen any more. */
    async matched(side, { message, match_ids: matchIds }) {
        const close = this.notification.add(message, {
            type: "success",
            title: _t("Matched"),
            autocloseDelay: UNDO_TIME,
            buttons: matchIds.length
                ? [{ name: _t("Undo"), primary: true, onClick: () => this.undo(matchIds, close) }]
                : [],
        });
        this.state.tab = side;
        this.model.forget();
        await this.model.load();
        this.focusRow(side);
    }

    async undo(matchIds, close) {
        close();
        await this.model.undo(matchIds);
        this.notification.add(_t("The match is undone: both wait again."), { type: "info" });
    }

    // --- what else can be done with a row ----------------------------------------------------

    setAside(row) {
        return this.ask(row, "action_open_set_aside");
    }

    /** Pair money that came by mistake with the transfer that returned it. */
    refund(row) {
        return this.ask(row, "action_open_refund");
    }

    async takeBack(row) {
        await this.model.orm.call(row.model, "action_take_back", [row.id]);
        await this.model.settled();
    }

    /** Open a window that the server knows, and look anew when it closes. */
    async ask(row, method) {
        const action = await this.model.orm.call(row.model, method, [row.id]);
        this.action.doAction(action, { onClose: () => this.model.refresh() });
    }

    open(model, id) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    // --- keyboard ----------------------------------------------------------------------------

    rowsOf(side) {
        return [...(this.root.el?.querySelectorAll(`[data-side=${side}] .o-transfer-Row`) ?? [])];
    }

    /** Go to the first row of a list once it is drawn: the best suggestion, where there is one. */
    focusRow(side) {
        this.state.focus = { side };
    }

    onKeydown(ev) {
        if (this.ui.activeElement !== document) {
            return; // a window is open above the lists
        }
        const row = ev.target.closest(".o-transfer-Row");
        const side = ev.target.closest("[data-side]")?.dataset.side;
        const isTyping = ev.target.matches("input, textarea");
        if (ev.key === "/" && !isTyping) {
            this.search.el.select();
        } else if (ev.key === "Escape" && this.model.chosen) {
            this.model.forget();
        } else if (ev.key === "ArrowDown" && [this.search.el, document.body].includes(ev.target)) {
            this.rowsOf(this.rowsOf("unpaid").length ? "unpaid" : "unmatched")[0]?.focus();
        } else if (row && ["ArrowDown", "ArrowUp"].includes(ev.key)) {
            const rows = this.rowsOf(side);
            rows[rows.indexOf(row) + (ev.key === "ArrowDown" ? 1 : -1)]?.focus();
        } else if (row && ["ArrowLeft", "ArrowRight"].includes(ev.key)) {
            this.rowsOf(ev.key === "ArrowLeft" ? "unpaid" : "unmatched")[0]?.focus();
        } else {
            return;
        }
        ev.preventDefault();
    }
}

registry.category("actions").add("innovasia_transfer.board", Board);
