import { Component } from "@odoo/owl";

import { AutoComplete } from "@web/core/autocomplete/autocomplete";
import { _t } from "@web/core/l10n/translation";
import { Mutex } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";

const LIMIT = 8;

/** The labels of a conversation: removed with a click, added or made by typing. */
export class PanelLabels extends Component {
    static template = "innovasia_crm.PanelLabels";
    static components = { AutoComplete };
    static props = ["thread"];

    setup() {
        this.orm = useService("orm");
        /** All labels are set at once: each change begins with what the one before it left. */
        this.changes = new Mutex();
    }

    get labelIds() {
        return this.props.thread.wa_label_ids.map((label) => label.id);
    }

    get sources() {
        return [{ options: (term) => this.suggest(term.trim()) }];
    }

    async suggest(term) {
        const found = await this.orm.silent.call("wa.label", "name_search", [], {
            domain: [["id", "not in", this.labelIds]],
            name: term,
            limit: LIMIT,
        });
        const options = found.map(([id, label]) => ({ label, onSelect: () => this.add(id) }));
        const isKnown = [...found.map(([, name]) => name), ...this.names].some(
            (name) => name.toLowerCase() === term.toLowerCase()
        );
        if (term && !isKnown) {
            options.push({
                cssClass: "o_m2o_dropdown_option",
                label: _t('Create "%s"', term),
                onSelect: () => this.create(term),
            });
        }
        return options;
    }

    get names() {
        return this.props.thread.wa_label_ids.map((label) => label.name);
    }

    async create(name) {
        const [id] = await this.orm.call("wa.label", "name_create", [name]);
        await this.add(id);
    }

    add(id) {
        return this.change((ids) => [...ids, id]);
    }

    remove(label) {
        return this.change((ids) => ids.filter((id) => id !== label.id));
    }

    change(changed) {
        const { thread } = this.props;
        return this.changes.exec(() =>
            thread.waSetLabels(changed(thread.wa_label_ids.map((label) => label.id)))
        );
    }
}
