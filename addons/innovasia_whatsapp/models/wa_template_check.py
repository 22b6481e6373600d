from markupsafe import Markup

from odoo import api, fields, models

from ..tools import template_rules, template_states
from ..tools.template_rule_texts import TEXTS
from .wa_template_message import MEDIA_HEADERS


class WaTemplate(models.Model):
    """What a person is told about a template: what Meta would refuse, and what Meta has decided."""

    _inherit = "wa.template"

    problems = fields.Html("What Meta would refuse", compute="_compute_problems", sanitize=False)
    is_ready = fields.Boolean(compute="_compute_problems")
    advice = fields.Text("What now", compute="_compute_advice")

    @api.depends(
        "name", "category", "parameter_format", "header_format", "header_text", "header_file", "body", "footer",
        "code_expires_in", "components", "button_ids.type", "button_ids.text", "button_ids.url", "button_ids.phone_number",
        "button_ids.sequence", "variable_ids.sample", "variable_ids.name", "status",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_problems(self):
        for template in self:
            found = template._problems() if template.status in ("draft", "rejected") else []
            items = Markup().join(Markup("<li>%s</li>") % sentence for sentence in found)
            template.problems = Markup("<ul class='mb-0'>%s</ul>") % items if found else False
            template.is_ready = not found

    def _problems(self):
        """:return: list of sentences, each something that Meta would refuse"""
        self.ensure_one()
        has_file = self.header_format not in MEDIA_HEADERS or bool(self.header_file)
        found = template_rules.check(self.name or "", self._content(), has_file or bool(self._header_handle()))
        return [self._sentence(problem.offence) for problem in found]

    def _sentence(self, offence):
        text = self.env._(TEXTS[offence.rule])
        return text % offence.values if offence.values else text

    def _header_handle(self):
        """:return: Meta's handle of the example it has already, where the header's kind is still the same"""
        for component in self.components or []:
            handles = (component.get("example") or {}).get("header_handle")
            # In Meta's list it is an address of Meta's, which Meta does not take back.
            if handles and component.get("format") == self.header_format and not handles[0].startswith("http"):
                return handles[0]
        return ""

    @api.depends("status", "rejected_reason", "active")
    @api.depends_context("lang")
    def _compute_advice(self):
        for template in self:
            status = template.status
            if not template.active and template.meta_id:
                template.advice = self.env._("Meta does not have it any more. Submit it again under another name.")
            elif template.rejected_reason and status in ("draft", "rejected"):
                meaning = template_states.refusal(template.rejected_reason) or template_states.MEANINGS["rejected"]
                template.advice = self.env._(meaning)
            else:
                template.advice = self.env._(template_states.MEANINGS[status or "draft"])
