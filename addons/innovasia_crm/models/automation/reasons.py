"""Why a message that was due was not sent, and what to do about it: the catalogue of "Penyebab tidak terkirim"."""

from __future__ import annotations

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True)
class Reason:
    """One reason.

    :param label: in a few words; the label of the selection field ``reason_code``
    :param happened: what happened, a sentence
    :param advice: what a person can do about it
    :param fix: where that is done: contact, device, template, format, automation, document, conversation; None is nowhere
    :param is_intended: it was not sent on purpose: nothing to be alarmed about
    """

    label: str
    happened: str
    advice: str
    fix: str | None = None
    is_intended: bool = False


#: {code: Reason}; an addon above adds its own in ``wa.scheduled._reasons`` and in the selection of ``reason_code``.
REASONS = {
    "silent": Reason(
        "Silent import",
        _lt("This came in with an import or another silent entry, and those write to nobody."),
        _lt("Usually this is as it should be. If this customer is to know all the same, press “Send again”."),
        is_intended=True,
    ),
    "forgotten": Reason(
        "Too long ago",
        _lt(
            "The document is older than what is kept of automatic messages, so nobody knows whether the customer had this "
            "message before."
        ),
        _lt("If the customer is to have it all the same, press “Send again”."),
        is_intended=True,
    ),
    "no_number": Reason(
        "No WhatsApp number",
        _lt("The contact has no WhatsApp number."),
        _lt("Write the number into the contact, as 0812-3456-7890, then press “Send again”."),
        "contact",
    ),
    "bad_number": Reason(
        "Not reachable on WhatsApp",
        _lt("WhatsApp does not reach this number: it may have no WhatsApp, or no longer."),
        _lt("Ask the customer for the right number and correct it in the contact, then press “Send again”."),
        "contact",
    ),
    "opted_out": Reason(
        "Wants no marketing",
        _lt("The customer asked for no marketing messages, and this message counts as marketing."),
        _lt("Respect it. Only if the customer asks you to, press “Allow Marketing” in the contact."),
        "contact",
    ),
    "window_closed": Reason(
        "Window closed, no template",
        _lt("The customer last wrote more than 24 hours ago, or never, and the format has no template that Meta approved."),
        _lt("Choose an approved template in the format. Or allow the format to be sent late, as soon as the customer writes."),
        "format",
    ),
    "template_draft": Reason(
        "Template not submitted",
        _lt("The 24-hour window was closed, and the format's template was never submitted to Meta."),
        _lt("Open the template and press “Submit to Meta”. When it is approved, press “Send again”."),
        "template",
    ),
    "template_pending": Reason(
        "Template in review",
        _lt("The 24-hour window was closed, and Meta is still looking at the format's template."),
        _lt("Wait for Meta's decision: usually minutes, at most a day. Then press “Send again”."),
        "template",
    ),
    "template_rejected": Reason(
        "Template refused",
        _lt("The 24-hour window was closed, and Meta refused the format's template."),
        _lt("Open the template, read why, correct it and submit it once more."),
        "template",
    ),
    "template_paused": Reason(
        "Template paused",
        _lt("The 24-hour window was closed, and Meta paused the template because customers blocked or reported it."),
        _lt("Meta lifts a pause by itself after some hours. Make the text more useful to customers, or choose another one."),
        "template",
    ),
    "template_disabled": Reason(
        "Template disabled",
        _lt("The 24-hour window was closed, and Meta disabled the template for good."),
        _lt("Write a new template, submit it, and choose it in the format."),
        "template",
    ),
    "template_foreign": Reason(
        "Template of another account",
        _lt("The 24-hour window was closed, and the template is not of the device's WhatsApp Business account."),
        _lt("Choose a template of the device's own WhatsApp Business account, or another device in the automated action."),
        "format",
    ),
    "missing_value": Reason(
        "Something to fill in is missing",
        _lt("The template has a place that had nothing to be filled with, and Meta takes no empty ones."),
        _lt("Complete what the details below name, in the contact or in the document, then press “Send again”."),
        "document",
    ),
    "device_offline": Reason(
        "Device not connected",
        _lt("The device is not connected to WhatsApp, so nothing goes out from it."),
        _lt("Open the device and read what is wrong. When it is connected, press “Send again”."),
        "device",
    ),
    "automation_off": Reason(
        "Automated action paused",
        _lt("The automated action was switched off before the message was due."),
        _lt("Switch it on for the next ones. For this customer, press “Send again”."),
        "automation",
    ),
    "condition": Reason(
        "Condition not met",
        _lt("When the message was due, the condition of the automated action did not hold."),
        _lt("Usually this is as it should be. If not, look at the condition in the automated action."),
        "automation",
        is_intended=True,
    ),
    "document_gone": Reason(
        "Document deleted",
        _lt("What the message was about was deleted before the message was due."),
        _lt("Nothing: there is nothing left to write about."),
        is_intended=True,
    ),
    "duplicate": Reason(
        "Already sent",
        _lt("The customer had this message already, so it was not sent a second time."),
        _lt("Nothing: the first one is in the conversation."),
        "conversation",
        is_intended=True,
    ),
    "expired": Reason(
        "Too late",
        _lt("The message could not be sent for days, after an outage for instance. By now it would only confuse the customer."),
        _lt("Write to the customer in person if it still matters, or press “Send again”."),
        "conversation",
    ),
    "cancelled": Reason(
        "No longer needed",
        _lt("What the message was about was cancelled before the message was due."),
        _lt("Nothing: the customer does not need it any more."),
        "document",
        is_intended=True,
    ),
    "called_off": Reason(
        "Called off",
        _lt("Somebody called this message off before it went out."),
        _lt("If the customer is to have it all the same, press “Send again”."),
        is_intended=True,
    ),
    "meta": Reason(
        "Refused by WhatsApp",
        _lt("WhatsApp took the message from us, but did not deliver it."),
        _lt("The details say why, in WhatsApp's words. When it is put right, press “Send again”."),
        "conversation",
    ),
    "broken": Reason(
        "Could not be written",
        _lt("The text could not be made from the format."),
        _lt("Open the format and its preview: it shows what is wrong. Then press “Send again”."),
        "format",
    ),
}

#: What the selection field takes.
SELECTION = [(code, reason.label) for code, reason in REASONS.items()]
