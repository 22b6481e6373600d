from odoo import models
from odoo.exceptions import UserError

from ..tools import message_payload
from ..tools.message_media import FILE_LIMITS, MIMES, UPLOAD
from ..tools.template_rules import BODY_LIMIT, HEADER_LIMIT
from ..tools.template_text import fill, one_line

#: Why a template of this status cannot be sent.
REASON_OF_STATUS = {
    "draft": "template_draft",
    "pending": "template_pending",
    "rejected": "template_rejected",
    "paused": "template_paused",
    "disabled": "template_disabled",
}
MEDIA_HEADERS = ("IMAGE", "VIDEO", "DOCUMENT")


class WaTemplate(models.Model):
    """A template on its way to a customer."""

    _inherit = "wa.template"

    def _why_not(self, account):
        """Tell why a device cannot send this template now.

        :param account: wa.account
        :return: None when it can, else one of ``template_draft``, ``template_pending``, ``template_rejected``,
            ``template_paused``, ``template_disabled`` (by Meta, or deleted there), ``template_foreign`` (of another
            WhatsApp Business account than the device)
        """
        self.ensure_one()
        template = self.sudo()
        if template.waba_id != account.sudo().waba_id:
            return "template_foreign"
        if not template.active:
            return "template_disabled"
        return REASON_OF_STATUS.get(template.status)

    def _check_can_be_sent(self, account):
        """:raises UserError: with the reason, when a device cannot send this template now"""
        reason = self._why_not(account)
        if reason == "template_foreign":
            raise UserError(
                self.env._(
                    "The template “%(template)s” belongs to another WhatsApp Business account than %(device)s.",
                    template=self.name,
                    device=account.name,
                )
            )
        if reason:
            status = dict(self._fields["status"]._description_selection(self.env))[self.status]
            raise UserError(
                self.env._("The template “%(template)s” cannot be sent: %(status)s.", template=self.name, status=status)
                if self.active
                else self.env._("The template “%s” cannot be sent: Meta has deleted it.", self.name)
            )

    def _message(self, values, attachment=None):
        """Build one message of this template.

        :param dict values: {wa.template.variable: text}; line breaks, tabs and gaps are smoothed, as Meta demands
        :param attachment: ir.attachment for the header, where the template has a picture, video or document there;
            without one its own sample is used. Give `_header_file(attachment)` to `wa.message._enqueue`.
        :return: (the payload for ``wa.message._enqueue(kind="template", data=payload)``, the text as the customer reads it)
        :raises ValueError: with a sentence, when a value is blank or the template cannot be filled in like this
        """
        self.ensure_one()
        if self.is_foreign_kind:
            raise ValueError(
                self.env._(
                    "The template “%s” has parts that only Meta's own pages know: it cannot be sent from here.", self.name
                )
            )
        given = self._given(values)
        header = fill(self.header_text, given.get(("header", 0), {})) if self.header_format == "TEXT" else ""
        body = fill(self.body, given.get(("body", 0), {}))
        self._check_filled(header, body)
        components = [
            *self._header_component(given.get(("header", 0)), self._header_file(attachment)),
            *([self._component("body", given["body", 0])] if given.get(("body", 0)) else []),
            *self._button_components(given),
        ]
        payload = message_payload.template(self.name, self.language, components)
        lines = [f"*{header}*" if header else "", body, f"_{self.footer}_" if self.footer else ""]
        return payload, "\n\n".join(line for line in lines if line)

    def _given(self, values):
        """:return: {(part, button's index): {name: text}}, in the order of the template's variables
        :raises ValueError: when a text is blank
        """
        given = {}
        for variable in self.variable_ids:
            text = one_line(values.get(variable))
            if not text:
                raise ValueError(
                    self.env._(
                        "Nothing is filled in for %(variable)s of the template “%(template)s”.",
                        variable=variable.display_name,
                        template=self.name,
                    )
                )
            given.setdefault((variable.part, variable.button_index), {})[variable.name] = text
        return given

    def _check_filled(self, header, body):
        for text, limit in ((header, HEADER_LIMIT), (body, BODY_LIMIT)):
            if len(text) > limit:
                raise ValueError(
                    self.env._(
                        "Filled in, the template “%(template)s” has %(length)s characters; WhatsApp allows %(limit)s.",
                        template=self.name,
                        length=len(text),
                        limit=limit,
                    )
                )

    def _component(self, kind, named, **more):
        """:param dict named: {name: text}"""
        parameters = [{"type": "text", "text": text} for text in named.values()]
        if self.parameter_format == "NAMED" and kind != "button":
            parameters = [{**parameter, "parameter_name": name} for name, parameter in zip(named, parameters, strict=True)]
        return {"type": kind, **more, "parameters": parameters}

    def _header_component(self, named, file):
        if self.header_format == "LOCATION":
            raise ValueError(self.env._("The template “%s” needs a place on the map, which messages do not have.", self.name))
        if self.header_format in MEDIA_HEADERS:
            kind = self.header_format.lower()
            if not file:
                raise ValueError(
                    self.env._(
                        "The template “%(template)s” has a file above its text (%(kind)s): attach one that fits.",
                        template=self.name,
                        kind=dict(self._fields["header_format"]._description_selection(self.env))[self.header_format],
                    )
                )
            media = {"id": UPLOAD, **({"filename": file.name} if kind == "document" else {})}
            return [{"type": "header", "parameters": [{"type": kind, kind: media}]}]
        return [self._component("header", named)] if named else []

    def _header_file(self, attachment=None):
        """The file that goes into the header: this one where it fits, else the template's own sample.

        :return: ir.attachment, empty when the template has no file there
        """
        self.ensure_one()
        files = self.env["ir.attachment"]
        if self.header_format not in MEDIA_HEADERS:
            return files
        if attachment and _fits(self.header_format.lower(), attachment):
            return attachment
        sample = self.sudo().header_sample_id
        return sample if sample and _fits(self.header_format.lower(), sample) else files

    def _button_components(self, given):
        components = []
        for index, button in enumerate(self.button_ids):
            named = given.get(("button", index))
            if button.type == "OTP":
                # Meta wants the code once more, for the button that copies it.
                code = next(iter(given["body", 0].values()))
                components.append(self._component("button", {"1": code}, sub_type="url", index=str(index)))
            elif named and button.type == "COPY_CODE":
                coupon = [{"type": "coupon_code", "coupon_code": next(iter(named.values()))}]
                components.append({"type": "button", "sub_type": "copy_code", "index": str(index), "parameters": coupon})
            elif named:
                components.append(self._component("button", named, sub_type="url", index=str(index)))
            elif button.type == "FLOW":
                action = [{"type": "action", "action": {}}]
                components.append({"type": "button", "sub_type": "flow", "index": str(index), "parameters": action})
        return components


def _fits(kind, attachment):
    """Tell whether WhatsApp takes this file as header of this kind."""
    mime = (attachment.mimetype or "").partition(";")[0]
    return attachment.file_size <= FILE_LIMITS[kind] and (kind == "document" or mime in MIMES[kind])
