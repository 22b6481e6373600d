import { registry } from "@web/core/registry";

const tile = (name) => `.o-crm-MonitoringTile[data-measure=${name}]`;
const row = (name) => `.o-crm-MonitoringTable tr:contains(${name})`;

registry.category("web_tour.tours").add("innovasia_crm.monitoring", {
    steps: () => [
        { trigger: `${tile("waiting")} button:contains(2)` },
        { trigger: `${tile("answered")} button:contains(1 min 30 sec)` },
        { trigger: `${row("Nobody yet")} [data-measure=waiting]:contains(1)` },
        {
            content: "A number opens what it counts",
            trigger: `${row("crm_cs_a")} [data-measure=waiting]:contains(1)`,
            run: "click",
        },
        { trigger: ".o_list_renderer .o_data_row:contains(Siti)" },
        { trigger: ".o_breadcrumb .o_back_button", run: "click" },
        {
            content: "The days are a click away",
            trigger: ".o-crm-MonitoringFilters [data-period=yesterday]",
            run: "click",
        },
        { trigger: `${tile("answered")} button:disabled:contains(–)` },
        { trigger: `${tile("waiting")} button:contains(2)` },
        {
            content: "An empty chart says so",
            trigger: ".o-crm-MonitoringChart:contains(Nothing was answered in this period.)",
        },
        { trigger: ".o-crm-MonitoringFilters [data-period='7d']", run: "click" },
        { trigger: `${tile("answered")} button:not(:disabled):contains(1 min 30 sec)` },
        { trigger: ".o-crm-MonitoringChart canvas[aria-label='First response']" },
    ],
});

registry.category("web_tour.tours").add("innovasia_crm.monitoring_of_a_link", {
    steps: () => [
        {
            content: "A link carries what was chosen",
            trigger: ".o-crm-MonitoringFilters [data-period='30d'].active",
        },
        { trigger: `${tile("waiting")} button:contains(2)` },
    ],
});
