// The simulator's /_sim/ API.

async function call(method, path, body) {
    const form = body instanceof FormData;
    const answer = await fetch(`/_sim/${path}`, {
        method,
        body: body === undefined ? undefined : form ? body : JSON.stringify(body),
        headers: body === undefined || form ? {} : { "Content-Type": "application/json" },
    });
    const values = await answer.json();
    if (!answer.ok) throw new Error(values.error);
    return values;
}

export const get = (path) => call("GET", path);
export const post = (path, body = {}) => call("POST", path, body);
export const patch = (path, body) => call("PATCH", path, body);
export const remove = (path) => call("DELETE", path);

/** Upload a file and return its id. */
export async function upload(file, name) {
    const form = new FormData();
    form.append("file", file, name || file.name);
    return (await call("POST", "media", form)).id;
}

/** Listen to the simulator; `handlers` maps event names to functions; `onBack` runs after an interruption. */
export function listen(session, handlers, onBack) {
    const source = new EventSource(`/_sim/events?session=${session}`);
    let interrupted = false;
    for (const [name, handle] of Object.entries(handlers)) {
        source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
    source.onerror = () => {
        interrupted = true;
        document.body.classList.add("offline");
    };
    source.onopen = () => {
        document.body.classList.remove("offline");
        if (interrupted) onBack();
        interrupted = false;
    };
}
