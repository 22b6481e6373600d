import re
from itertools import count

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import remove_accents

from odoo.addons.innovasia_whatsapp.tools.message_media import kind_for_mime
from odoo.addons.innovasia_whatsapp.tools.template_languages import LANGUAGES

from ...tools.actions import form_window
from ...tools.rendering import fill, parse
from .wa_format import MARKETING


class WaFormat(models.Model):
    """The template that says the same when the 24-hour window is closed, and what it is filled with."""

    _inherit = "wa.format"

    template_status = fields.Selection(related="template_id.status", string="Status of the template")
    template_body = fields.Text(related="template_id.body", string="Text of the template")

    @api.onchange("template_id")
    def _onchange_template_id(self):
        """One line for each place of the template; what was written for a place of the same name stays."""
        known = {_place(parameter.variable_id): parameter.text for parameter in self.parameter_ids}
        self.parameter_ids = [
            Command.clear(),
            *(
                Command.create({"variable_id": variable.id, "text": known.get(_place(variable)) or self._guess(variable)})
                for variable in self.template_id.variable_ids
            ),
        ]

    def _guess(self, variable):
        """A named place of the template that is called like something that the text may name is filled with that."""
        return f"{{{variable.name}}}" if variable.name in self._allowed() else False

    # --- a template of the same text -------------------------------------------------------

    def action_make_template(self):
        """Write a draft template that says what this format says, for somebody to look at and to submit.

        :return: an action that opens it
        :raises UserError: when there is no device whose template it could be
        """
        self.ensure_one()
        company = self.company_id or self.env.company
        account = self.env["wa.account"].search([("company_id", "=", company.id)], limit=1)
        if not account:
            raise UserError(self.env._("Add a device first: templates belong to its WhatsApp Business account."))
        names = tuple(parse(self.body).names)
        template = self.env["wa.template"].create(self._prepare_template(account, names))
        examples = self.env["wa.trigger"]._examples(self._trigger_name(), account)
        filled = []
        for variable in template.variable_ids:
            name = names[int(variable.name) - 1]
            variable.sample = examples[name]
            filled.append(Command.create({"variable_id": variable.id, "text": f"{{{name}}}"}))
        self.write({"template_id": template.id, "parameter_ids": [Command.clear(), *filled]})
        return form_window(self.env._("Template"), template, target="current")

    def _prepare_template(self, account, names):
        """:param names: what the text names, in the order of the template's numbers"""
        language = account.company_id._language().partition("_")[0]
        values = {
            "name": self._free_name(account),
            "account_id": account.id,
            "language": language if language in LANGUAGES else "id",
            "category": "MARKETING" if self.usage == "broadcast" or self.trigger in MARKETING else "UTILITY",
            "body": fill(self.body, {name: f"{{{{{number}}}}}" for number, name in enumerate(names, 1)}),
        }
        if self.attachment_id:
            header = self.attachment_id.sudo()
            kind = kind_for_mime(header.mimetype, header.file_size)
            values.update(header_format=kind.upper(), header_file=header.datas, header_filename=header.name)
        return values

    def _free_name(self, account):
        """:return: this format's name as Meta writes names, with a number where it is taken"""
        plain = re.sub(r"[^a-z0-9]+", "_", remove_accents(self.name).lower()).strip("_")[:60] or "format"
        templates = self.env["wa.template"].with_context(active_test=False)
        taken = set(templates.search([("waba_id", "=", account.waba_id), ("name", "=like", f"{plain}%")]).mapped("name"))
        return next(name for number in count(1) if (name := plain if number == 1 else f"{plain}_{number}") not in taken)


def _place(variable):
    return variable.part, variable.button_index, variable.name
