from odoo import api, fields, models
from odoo.tools import LazyTranslate, format_duration

_lt = LazyTranslate(__name__)

#: What people in Indonesia call their time zones.
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
#: {unit: (one, several)}
DELAYS = {
    "minutes": (_lt("after one minute"), _lt("after %s minutes")),
    "hours": (_lt("after one hour"), _lt("after %s hours")),
    "days": (_lt("after one day"), _lt("after %s days")),
}
DELAYS_BEFORE = {
    "minutes": (_lt("one minute before"), _lt("%s minutes before")),
    "hours": (_lt("one hour before"), _lt("%s hours before")),
    "days": (_lt("one day before"), _lt("%s days before")),
}


class WaAutomation(models.Model):
    """An automated action in one sentence, as its owner would say it."""

    _inherit = "wa.automation"

    sentence = fields.Char("In words", compute="_compute_sentence")

    @api.depends(
        "trigger", "delay_number", "delay_unit", "has_hours", "hour_from", "hour_to", "tz", "domain", "format_id", "account_id"
    )
    @api.depends_context("lang")
    def _compute_sentence(self):
        for automation in self:
            automation.sentence = automation._say() if automation.trigger else False

    def _say(self):
        """:return: when what is sent from where"""
        when = [self._say_moment(), self._say_delay(), self._say_condition(), self._say_hours()]
        return self.env._(
            "%(when)s: send “%(format)s” from %(device)s.",
            when=", ".join(filter(None, when)),
            format=self.format_id.name or "…",
            device=self.account_id.name or "…",
        )

    @api.model
    def _moments(self):
        """What happens, as the beginning of a sentence; an addon above adds its own triggers.

        :return: {trigger: LazyTranslate}; for others the sentence names the trigger
        """
        return {
            "contact_created": _lt("When a contact with a WhatsApp number is saved"),
            "birthday": _lt("On a customer's birthday"),
        }

    def _say_moment(self):
        moment = self._moments().get(self.trigger)
        if moment:
            return self.env._(moment)
        labels = dict(self._fields["trigger"]._description_selection(self.env))
        return self.env._("When “%s” happens", labels[self.trigger])

    def _say_delay(self):
        if self.delay_number <= 0:
            return ""
        one, several = (DELAYS_BEFORE if self.counts_back else DELAYS)[self.delay_unit or "minutes"]
        text = self.env._(one if self.delay_number == 1 else several)
        return text.replace("%s", f"{self.delay_number}")

    def _say_condition(self):
        has_condition = (self.domain or "[]").strip() != "[]"
        return self.env._("where the condition holds") if has_condition else ""

    def _say_hours(self):
        if not self.has_hours:
            return ""
        return self.env._(
            "between %(start)s and %(end)s %(zone)s",
            start=format_duration(self.hour_from),
            end=format_duration(self.hour_to),
            zone=ZONES.get(self.tz, self.tz or ""),
        ).rstrip()
