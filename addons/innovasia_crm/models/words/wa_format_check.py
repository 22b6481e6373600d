from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.innovasia_whatsapp.models.discuss_channel_post import CAPTIONED
from odoo.addons.innovasia_whatsapp.models.wa_template_message import MEDIA_HEADERS
from odoo.addons.innovasia_whatsapp.tools.message_media import kind_for_mime

from ...tools.rendering import is_blank, spelled, unknown


class WaFormat(models.Model):
    """What is not saved: texts that could not be sent as they are written. Each refusal says what can be done."""

    _inherit = "wa.format"

    @api.constrains("usage", "trigger")
    def _check_trigger(self):
        for record in self:
            if record.usage == "automatic" and not record.trigger:
                raise ValidationError(self.env._("Choose when “%s” is sent: that decides what it may name.", record.name))

    @api.constrains("body", "usage", "trigger", "attachment_id", "parameter_ids")
    def _check_words(self):
        for record in self:
            if is_blank(record.body):
                raise ValidationError(self.env._("“%s” needs a text.", record.name))
            record._check_length()
            for text in (record.body, *record.parameter_ids.mapped("text")):
                record._check_names(text)

    def _check_length(self):
        length, limit = len(self.body), self._limit()
        if length > limit:
            if self.attachment_id:
                message = self.env._(
                    "The text has %(length)s characters; below a picture or a document, WhatsApp shows %(limit)s at most.",
                    length=length,
                    limit=limit,
                )
            else:
                message = self.env._(
                    "The text has %(length)s characters; a WhatsApp message has %(limit)s at most.", length=length, limit=limit
                )
            raise ValidationError(message)

    def _check_names(self, text):
        allowed = self._allowed()
        if strange := unknown(text, allowed):
            raise ValidationError(
                self.env._(
                    "Unknown: %(unknown)s. What can be filled in: %(allowed)s",
                    unknown=" ".join(strange[:10]),
                    allowed=spelled(allowed),
                )
            )

    @api.constrains("attachment_id")
    def _check_header(self):
        for record in self.filtered("attachment_id"):
            header = record.attachment_id.sudo()
            try:
                kind = kind_for_mime(header.mimetype, header.file_size)
            except ValueError as error:
                raise ValidationError(
                    self.env._("%s cannot be sent: WhatsApp takes files of up to 100 MB, and no empty ones.", header.name)
                ) from error
            if kind not in CAPTIONED:
                raise ValidationError(
                    self.env._("%s cannot stand above a text: choose a picture, a video or a document.", header.name)
                )

    @api.constrains("template_id", "parameter_ids", "attachment_id")
    def _check_template(self):
        """A template that could not be filled in would be refused by Meta when it is needed."""
        for record in self:
            template = record.template_id
            if record.parameter_ids.variable_id - template.variable_ids:
                raise ValidationError(self.env._("“%s” fills in what its template does not have.", record.name))
            missing = template.variable_ids - record.parameter_ids.variable_id
            blank = record.parameter_ids.filtered(lambda parameter: is_blank(parameter.text))
            if unfilled := missing | blank.variable_id:
                raise ValidationError(
                    self.env._(
                        "Say what the template %(template)s is filled with at %(places)s.",
                        template=template.name,
                        places=", ".join(f"{{{{{variable.name}}}}}" for variable in unfilled),
                    )
                )
            if template.is_foreign_kind or template.header_format == "LOCATION":
                raise ValidationError(
                    self.env._("The template %s has parts that a format cannot fill in: choose another one.", template.name)
                )
            if template.header_format in MEDIA_HEADERS and not template._header_file(record.attachment_id):
                labels = dict(template._fields["header_format"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "The template %(template)s has a file above its text (%(kind)s): give “%(format)s” one, too.",
                        template=template.name,
                        kind=labels[template.header_format],
                        format=record.name,
                    )
                )
