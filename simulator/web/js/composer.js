// Where the customer writes, attaches and speaks.

import { upload } from "./api.js";
import { askContact, askLocation, pickFile } from "./attach.js";
import { h, icon, toast } from "./dom.js";
import { t } from "./i18n.js";
import { sendAs } from "./interactive.js";
import { menu } from "./sheets.js";

// What WhatsApp's own voice notes are (or nearest to it that this browser can record).
const VOICE_TYPES = [
    "audio/ogg;codecs=opus",
    "audio/mp4;codecs=opus",
    "audio/mp4",
    "audio/webm;codecs=opus",
];
let recorder = null;

/** Return the composer; `takeQuote` gives the wamid being replied to, once. */
export function composer(takeQuote) {
    const text = h("textarea", {
        id: "text",
        rows: "1",
        placeholder: t("write"),
        "aria-label": t("write"),
        maxlength: "4096",
    });
    const send = h(
        "button",
        { class: "round main", type: "submit", id: "send", "aria-label": t("send") },
        icon("mic")
    );
    const grow = () => {
        text.style.height = "auto";
        text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
        const speaking = text.value.trim() === "";
        send.replaceChildren(icon(recorder ? "stop" : speaking ? "mic" : "send"));
        send.setAttribute("aria-label", t(recorder ? "stop" : speaking ? "record" : "send"));
    };
    const submit = async () => {
        if (recorder) return recorder.stop();
        const body = text.value.trim();
        if (!body) return record(grow, takeQuote);
        text.value = "";
        grow();
        text.focus();
        const context = takeQuote();
        if (!(await sendAs("text", { body }, context)) && !text.value) {
            text.value = body;
            grow();
        }
        return null;
    };
    text.addEventListener("input", grow);
    text.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            submit();
        }
    });
    text.addEventListener("paste", (event) => {
        const file = [...event.clipboardData.files].find((item) => item.type.startsWith("image/"));
        if (file) {
            event.preventDefault();
            sendFile(file, "image", takeQuote());
        }
    });
    return h(
        "form",
        {
            class: "composer",
            onsubmit: (event) => {
                event.preventDefault();
                submit();
            },
        },
        h(
            "div",
            { class: "write" },
            h(
                "button",
                {
                    class: "round",
                    type: "button",
                    id: "attach",
                    "aria-label": t("attach"),
                    onclick: () => attach(takeQuote),
                },
                icon("clip")
            ),
            text
        ),
        send
    );
}

function attach(takeQuote) {
    const file = (accept, kind) => () =>
        pickFile(accept, (chosen) => sendFile(chosen, kind(chosen), takeQuote()));
    menu(t("attach"), [
        [
            "image",
            t("photo_or_video"),
            file("image/*,video/*", (chosen) =>
                chosen.type.startsWith("video/") ? "video" : "image"
            ),
        ],
        ["file", t("kind_document"), file("", () => "document")],
        ["mic", t("audio_file"), file("audio/*", () => "audio")],
        ["pin", t("kind_location"), () => askLocation(takeQuote())],
        ["person", t("kind_contacts"), () => askContact(takeQuote())],
        ["sticker", t("kind_sticker"), file("image/webp", () => "sticker")],
    ]);
}

async function sendFile(file, kind, context, caption) {
    try {
        const media = await upload(file);
        await sendAs(kind, { media, filename: file.name, caption }, context);
    } catch (error) {
        toast(error.message);
    }
}

async function record(redraw, takeQuote) {
    if (!navigator.mediaDevices?.getUserMedia) return toast(t("no_microphone"));
    try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        const type = VOICE_TYPES.find((name) => MediaRecorder.isTypeSupported(name));
        const parts = [];
        recorder = new MediaRecorder(stream, { mimeType: type });
        recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
        recorder.addEventListener("stop", () => {
            stream.getTracks().forEach((track) => track.stop());
            recorder = null;
            document.querySelector(".composer")?.classList.remove("recording");
            redraw();
            const kind = type.split(";")[0];
            sendFile(
                new File(parts, `voice.${kind.split("/")[1]}`, { type }),
                "voice",
                takeQuote()
            );
        });
        recorder.start();
        document.querySelector(".composer").classList.add("recording");
        redraw();
    } catch (error) {
        recorder = null;
        toast(`${t("no_microphone")} (${error.name})`);
    }
    return null;
}
