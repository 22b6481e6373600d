import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const product = (name) => `.o-wa-CounterProducts-product:contains(${name})`;
const line = (name) => `.o-wa-SaleCart-line:contains(${name})`;
const total = (amount) => `.o-wa-SaleCart-total:contains(${amount})`;

tours.add("innovasia_sales.sell_at_the_counter", {
    steps: () => [
        {
            content: "A scanner types the barcode and Enter",
            trigger: ".o-wa-ProductPicker-search",
            run: "edit 8991234500017",
        },
        { trigger: ".o-wa-ProductPicker-search", run: "press Enter" },
        { trigger: line("Sabun") },
        { content: "Each touch is one more", trigger: product("Madu"), run: "click" },
        { trigger: total("105,000") },
        {
            content: "A touch is as good as typing",
            trigger: "button:contains(Exact)",
            run: "click",
        },
        { trigger: ".o-wa-Counter-cash:value(105,000)", run: "edit 50rb" },
        { trigger: ".o-wa-Counter-pay", run: "click" },
        { trigger: ".alert:contains(not given enough)" },
        { trigger: ".o-wa-Counter-cash", run: "edit 150rb" },
        { trigger: ".o-wa-Counter-change:contains(45,000)" },
        { trigger: ".o-wa-Counter-cash", run: "press Enter" },
        { trigger: ".o-wa-Counter-given:contains(45,000)" },
        { trigger: ".o-wa-Counter-next", run: "click" },
        { content: "Empty for the next customer", trigger: total("0") },
        { trigger: "button:contains(Sold today)", run: "click" },
        { trigger: ".o-wa-CounterDay-methods:contains(105,000)" },
    ],
});
