// Small helpers to build the page; text always goes in as text, never as HTML.

export function h(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (name === "class") element.className = value;
        else if (name === "style") Object.assign(element.style, value);
        else if (name in element && typeof value !== "string") element[name] = value;
        else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(
        ...children
            .flat(Infinity)
            .filter((child) => child !== null && child !== undefined && child !== false)
    );
    return element;
}

const STROKES = {
    back: "M15 5l-7 7 7 7",
    add: "M12 5v14M5 12h14",
    search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5L21 21",
    more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
    clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4L14.5 7",
    send: "M4 12L20 4.5 14 20l-3-6.5z",
    mic: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21",
    stop: "M7 7h10v10H7z",
    close: "M6 6l12 12M18 6L6 18",
    image: "M4 5h16v14H4zM4 16l5-5 4 4 3-2.5 4 3.5M15.5 9v.01",
    file: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
    pin: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
    reply: "M10 7L4 12l6 5M4 12h9a7 7 0 0 1 7 6",
    smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
    cart: "M3 4h2.5l2.2 11h10l2.3-8H6.5M9 20v.01M17 20v.01",
    sticker: "M5 4h14v9l-6 7H5zM13 20v-6h6",
    shop: "M4 10v10h16V10M3 10l2-6h14l2 6M3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 20v-5h4v5",
    list: "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01",
    link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6L11.500 7M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1.500-1.500",
    phone: "M6 3h3l2 5-2.500 2a12 12 0 0 0 5.500 5.500l2-2.500 5 2v3a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z",
    copy: "M9 9h11v11H9zM5 15H4V4h11v1",
    form: "M6 3h12v18H6zM9.500 8h5M9.500 12h5M9.500 16h3",
    play: "M8 5l11 7-11 7z",
    down: "M6 9l6 6 6-6",
    ad: "M4 10v4h3l9 5V5l-9 5zM19 9a4 4 0 0 1 0 6",
    panel: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500v5M9 14.500v5",
    bank: "M4 10h16L12 4zM6 10v8M10 10v8M14 10v8M18 10v8M3.500 20h17",
    globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    warn: "M12 4L2.500 20h19zM12 10v5M12 17.500v.01",
};
const FILLED = new Set(["send", "stop", "play"]);

export function icon(name, size = 24) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("width", size);
    svg.setAttribute("height", size);
    svg.setAttribute("class", FILLED.has(name) ? "icon filled" : "icon");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", STROKES[name]);
    svg.append(path);
    return svg;
}

/** Ticks of an own message: clock, one, two, two coloured. */
export function ticks(status, label) {
    const shape = {
        sent: "M4 9l4 4 8-9",
        delivered: "M1 9l4 4 8-9M8.500 12.500l.5.5 8-9",
        read: "M1 9l4 4 8-9M8.500 12.500l.5.5 8-9",
    };
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 18 16");
    svg.setAttribute("class", `ticks ${status}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    path.setAttribute("d", shape[status] || shape.sent);
    svg.append(path);
    return svg;
}

export function avatar(name, id, size = "") {
    let hash = 0;
    for (const letter of id) hash = (hash * 31 + letter.charCodeAt(0)) % 360;
    const letters = name
        .replace(/[^\p{L}\p{N} ]/gu, "")
        .trim()
        .split(/\s+/)
        .slice(0, 2)
        .map((word) => word[0] || "");
    return h(
        "span",
        {
            class: `avatar ${size}`,
            style: { background: `hsl(${hash} 42% 42%)` },
            "aria-hidden": "true",
        },
        letters.join("").toUpperCase() || icon("person", 22)
    );
}

export function toast(text) {
    document.querySelector(".toast")?.remove();
    const box = h("div", { class: "toast", role: "status" }, text);
    (document.getElementById("phone") || document.body).append(box);
    setTimeout(() => box.remove(), 4000);
}
