"""What Meta decides about templates, told by webhook: the review, pauses, quality, category."""

import re

CATEGORIES = ("AUTHENTICATION", "MARKETING", "UTILITY")
DECISIONS = ("APPROVED", "REJECTED", "PAUSED", "DISABLED", "PENDING")
QUALITIES = ("GREEN", "YELLOW", "RED", "UNKNOWN")
PAUSES = ("FIRST_PAUSE", "SECOND_PAUSE")
COMPLAINTS = "Customers blocked or reported this message."


def review(sim, template):
    """Let the reviewer look at a template that was just submitted, where that happens by itself."""
    if sim.config.template_review != "manual":
        decide(sim, template, "APPROVED" if sim.config.template_review == "approve" else "REJECTED")


def decide(sim, template, status, reason=None):
    """Set a template's status as Meta's reviewer would and post the webhook; ValueError for an unknown status.

    :param reason: one of Meta's words (``PROMOTIONAL``), or a sentence
    """
    if status not in DECISIONS:
        raise ValueError(f"status is one of {', '.join(DECISIONS)}.")
    is_word = bool(reason) and re.fullmatch(r"[A-Z_]+", reason)
    word = (reason if is_word else "INVALID_FORMAT") if status == "REJECTED" else "NONE"
    template["status"], template["rejected_reason"] = status, word
    value = {"event": status, **_names(template), "message_template_category": template["category"], "reason": word}
    if status == "REJECTED" and reason and not is_word:
        value["rejection_info"] = {"reason": reason, "recommendation": ""}
    elif status in ("PAUSED", "DISABLED"):
        template["pauses"] = template.get("pauses", 0) + 1
        title = PAUSES[min(template["pauses"], len(PAUSES)) - 1] if status == "PAUSED" else "DISABLED"
        value["other_info"] = {"title": title, "description": reason or COMPLAINTS}
    _tell(sim, template, "message_template_status_update", value)


def rate(sim, template, quality):
    """Change what customers think of a template; ValueError for an unknown quality."""
    if quality not in QUALITIES:
        raise ValueError(f"quality is one of {', '.join(QUALITIES)}.")
    value = {
        "previous_quality_score": template["quality_score"]["score"],
        "new_quality_score": quality,
        **_names(template),
    }
    template["quality_score"] = {"score": quality}
    _tell(sim, template, "message_template_quality_update", value)


def move(sim, template, category):
    """Move a template to the category that Meta finds right; ValueError for an unknown one."""
    if category not in CATEGORIES:
        raise ValueError(f"category is one of {', '.join(CATEGORIES)}.")
    value = {**_names(template), "previous_category": template["category"], "new_category": category}
    template["previous_category"], template["category"] = template["category"], category
    _tell(sim, template, "template_category_update", value)


def _names(template):
    return {
        "message_template_id": int(template["id"]),
        "message_template_name": template["name"],
        "message_template_language": template["language"],
    }


def _tell(sim, template, field, value):
    sim.store.templates.put(template)
    sim.live.publish("template", template)
    sim.webhooks.emit(None, "value", value, field=field, waba_id=template["waba_id"])
