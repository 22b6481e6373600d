import { Component } from "@odoo/owl";

import { BoardRow } from "./board_row";

/** One of the two lists; what the other list's row may belong to stands above. */
export class BoardPane extends Component {
    static template = "innovasia_transfer.BoardPane";
    static components = { BoardRow };
    static props = {
        side: String,
        title: String,
        emptyText: String,
        kinds: { type: Array, element: Object },
        kind: String,
        list: { type: Object, shape: { rows: Array, count: Number, sum: Number } },
        /** the row that is chosen, of this list or of the other one */
        chosen: { type: Object, optional: true },
        /** what the other list's chosen row may belong to; unknown while it is looked for */
        suggestions: { type: Array, optional: true },
        isOther: Boolean,
        money: Function,
        onKind: Function,
        onMore: Function,
        onTake: Function,
        onChoose: Function,
        onMatch: Function,
        onForget: Function,
        actions: Object,
    };

    get suggestedKeys() {
        return new Set((this.props.suggestions ?? []).map(({ row }) => row.key));
    }

    get rows() {
        const { isOther, list } = this.props;
        return isOther ? list.rows.filter(({ key }) => !this.suggestedKeys.has(key)) : list.rows;
    }

    isChosen(row) {
        return row.key === this.props.chosen?.key;
    }
}
