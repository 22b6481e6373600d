import { formatInteger } from "@web/views/fields/formatters";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { graphView } from "@web/views/graph/graph_view";
import { registry } from "@web/core/registry";

/** What is counted is told in whole numbers, also beside the axis. */
class CountGraphRenderer extends GraphRenderer {
    formatValue(value) {
        if (this.model.metaData.measure !== "__count") {
            return super.formatValue(...arguments);
        }
        return Number.isInteger(value) ? formatInteger(value) : "";
    }
}

registry.category("views").add("wa_count_graph", { ...graphView, Renderer: CountGraphRenderer });
