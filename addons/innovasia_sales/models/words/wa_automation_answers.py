from odoo import api, models
from odoo.exceptions import ValidationError

from ...tools import arrival_answer


class WaAutomation(models.Model):
    """A question that an answer decides needs the answers below it, outside the 24-hour window, too."""

    _inherit = "wa.automation"

    @api.constrains("active", "trigger", "format_id", "account_id")
    def _check_arrival_answers(self):
        for automation in self.filtered("active"):
            if missing := automation._missing_answers():
                raise ValidationError(missing)

    def _warnings(self):
        return [*super()._warnings(), *filter(None, [self._missing_answers()])]

    def _missing_answers(self):
        """:return: what the template of the follow-up lacks, a sentence; None when customers can answer it"""
        template = self.format_id.template_id
        if not template or self.trigger != "order_followup" or self.company_id.order_received_by != "answer":
            return None
        replies = template.button_ids.filtered(lambda button: button.type == "QUICK_REPLY")
        if {True, False} <= {arrival_answer.read(reply.text) for reply in replies}:
            return None
        return self.env._(
            "Orders are received when the customer answers this question, and the template “%(template)s” has no two quick"
            " replies for it. Give it one for yes and one for no, such as “%(yes)s” and “%(no)s”, or choose another template.",
            template=template.name,
            yes=self.env._("Yes, it has"),
            no=self.env._("Not yet"),
        )


class WaFormat(models.Model):
    _inherit = "wa.format"

    @api.constrains("template_id")
    def _check_arrival_answers(self):
        # sudo: what a text is used for is no secret to who writes it
        self.env["wa.automation"].sudo().search([("format_id", "in", self.ids)])._check_arrival_answers()
