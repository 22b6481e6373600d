from odoo import api, models

from odoo.addons.innovasia_whatsapp.tools.message_media import CAPTION_LIMIT
from odoo.addons.innovasia_whatsapp.tools.message_payload import TEXT_LIMIT

from ...tools.rendering import names, parse, shorten


class WaFormat(models.Model):
    """What a format says in one message: a look-up of what stands in braces, and no code (`tools/rendering`)."""

    _inherit = "wa.format"

    def _trigger_name(self):
        """:return: by which name the table of `wa.trigger` knows what this text may name; False when it is not chosen yet"""
        self.ensure_one()
        return self.trigger if self.usage == "automatic" else self.usage

    def _allowed(self):
        """:return: the variables that this format may name, in the order of the table"""
        trigger = self._trigger_name()
        return tuple(self.env["wa.trigger"]._get(trigger).variables) if trigger else ()

    def _limit(self):
        """:return: how many characters the text may have: below a picture or document it is a caption"""
        self.ensure_one()
        return self._limit_of(self.attachment_id)

    @api.model
    def _limit_of(self, has_header):
        return CAPTION_LIMIT if has_header else TEXT_LIMIT

    def _variables_used(self):
        """:return: set of the names in the text and in what the template is filled with"""
        self.ensure_one()
        return names(self.body).union(*(names(parameter.text) for parameter in self.parameter_ids))

    def _render(self, values):
        """Write the free-form text of many messages, each in one pass; what becomes too long for WhatsApp is cut.

        :param dict values: {key: {variable: text}}, from `wa.trigger._values`
        :return: {key: text}
        """
        self.ensure_one()
        text, limit = parse(self.body or ""), self._limit()
        return {key: shorten(text.fill(found).strip(), limit) for key, found in values.items()}

    def _template_values(self, values):
        """Write what the template of one message is filled with.

        :param dict values: {variable: text} of one record
        :return: {wa.template.variable: text}, as `wa.template._message` takes it; ``''`` where nothing is known
        """
        self.ensure_one()
        return {parameter.variable_id: parse(parameter.text).fill(values).strip() for parameter in self.parameter_ids}
