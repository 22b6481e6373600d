/* global Chart */

import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";

import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor } from "@web/core/colors/colors";

import { formatNumber } from "./numbers";

const scheme = cookie.get("color_scheme");
const TEXT_COLOR = getCustomColor(scheme, "#374151", "#E4E4E4");
const GRID_COLOR = getCustomColor(scheme, "rgba(0, 0, 0, .1)", "rgba(255, 255, 255, .15)");
/** More lines of the legend than this would leave no room for the chart. */
const MOST_IN_LEGEND = 12;

/** A chart that changes in place: nothing jumps while somebody reads it. */
export class MonitoringChart extends Component {
    static template = "innovasia_crm.MonitoringChart";
    static props = {
        type: { type: String, validate: (type) => ["line", "bar"].includes(type) },
        title: String,
        help: String,
        emptyText: String,
        labels: { type: Array, element: String },
        /** [{id, label, values, color}], where a value that is not known is null */
        series: { type: Array, element: Object },
        stacked: { type: Boolean, optional: true },
        format: { type: Function, optional: true },
        /** (largest value) => distance between the lines */
        stepOf: { type: Function, optional: true },
        /** Called with (id of the series, index of the label). */
        onSelect: { type: Function, optional: true },
    };
    static defaultProps = { format: formatNumber };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(() => this.draw());
        onWillUnmount(() => this.chart?.destroy());
    }

    get isEmpty() {
        return this.props.series.every(({ values }) => values.every((value) => !value));
    }

    draw() {
        if (this.chart && this.chart.canvas !== this.canvas.el) {
            this.chart.destroy();
            this.chart = undefined;
        }
        if (!this.canvas.el) {
            return;
        }
        if (!this.chart) {
            this.chart = new Chart(this.canvas.el, this.config);
            return;
        }
        const { data } = this.chart;
        data.labels = this.props.labels;
        const before = Object.fromEntries(data.datasets.map((dataset) => [dataset.id, dataset]));
        // The same objects again: Chart.js remembers by them what a person has hidden.
        data.datasets = this.datasets.map((dataset) =>
            Object.assign(before[dataset.id] ?? {}, dataset)
        );
        this.chart.options.plugins.legend.display = this.hasLegend;
        this.chart.options.scales.y.ticks.stepSize = this.stepSize;
        this.chart.update("none");
    }

    get hasLegend() {
        const count = this.props.series.length;
        return count > 1 && count <= MOST_IN_LEGEND;
    }

    get stepSize() {
        return this.props.stepOf?.(
            Math.max(...this.props.series.flatMap(({ values }) => values), 0)
        );
    }

    get datasets() {
        return this.props.series.map(({ id, label, values, color }, index) => {
            const paint = getColor(color ?? index, scheme, this.props.series.length);
            return {
                id,
                label,
                data: values,
                backgroundColor: paint,
                borderColor: paint,
                borderWidth: this.props.type === "line" ? 2 : 0,
                pointRadius: 3,
                pointHitRadius: 12,
                tension: 0.25,
                cubicInterpolationMode: "monotone",
                spanGaps: true,
                maxBarThickness: 28,
            };
        });
    }

    get config() {
        const { type, labels, stacked } = this.props;
        const format = (value) => this.props.format(value);
        const ticks = { color: TEXT_COLOR };
        return {
            type,
            data: { labels, datasets: this.datasets },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "index", intersect: false },
                onClick: (ev, _elements, chart) => this.select(ev, chart),
                onHover: (ev, elements) => {
                    ev.native.target.style.cursor =
                        elements.length && this.props.onSelect ? "pointer" : "default";
                },
                scales: {
                    x: {
                        stacked: Boolean(stacked),
                        grid: { display: false },
                        ticks: { ...ticks, autoSkip: true, maxRotation: 0 },
                    },
                    y: {
                        stacked: Boolean(stacked),
                        beginAtZero: true,
                        border: { display: false },
                        grid: { color: GRID_COLOR },
                        ticks: {
                            ...ticks,
                            precision: 0,
                            maxTicksLimit: 8,
                            stepSize: this.stepSize,
                            callback: format,
                        },
                    },
                },
                plugins: {
                    legend: {
                        display: this.hasLegend,
                        position: "bottom",
                        labels: {
                            color: TEXT_COLOR,
                            boxWidth: 8,
                            boxHeight: 8,
                            usePointStyle: true,
                        },
                    },
                    tooltip: {
                        filter: ({ raw }) => Boolean(raw),
                        callbacks: {
                            label: ({ dataset, raw }) => `${dataset.label}: ${format(raw)}`,
                        },
                    },
                },
            },
        };
    }

    select(ev, chart) {
        const [element] = chart.getElementsAtEventForMode(
            ev,
            "nearest",
            { axis: "xy", intersect: false },
            false
        );
        if (element && chart.data.datasets[element.datasetIndex].data[element.index]) {
            this.props.onSelect?.(chart.data.datasets[element.datasetIndex].id, element.index);
        }
    }
}
