from odoo import api, fields, models

from odoo.addons.innovasia_whatsapp.tools.clean import clean_text


class WaFormatParameter(models.Model):
    """What a variable of the template says in messages of a format."""

    _name = "wa.format.parameter"
    _description = "Parameter of a WhatsApp Message Format"
    _order = "id"

    format_id = fields.Many2one("wa.format", required=True, index=True, ondelete="cascade")
    variable_id = fields.Many2one("wa.template.variable", "In the template", required=True, ondelete="cascade")
    text = fields.Char("Filled with", required=True, help="A text that may name what the trigger knows: {contactname}.")

    _variable_unique = models.UniqueIndex("(format_id, variable_id)", "The template is filled in twice at the same place.")

    @api.constrains("text", "variable_id")
    def _check_words(self):
        self.format_id._check_words()
        self.format_id._check_template()

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare({"text": "", **vals}) for vals in vals_list])

    def write(self, vals):
        return super().write(self._prepare(vals))

    def _prepare(self, vals):
        # A blank one reaches the check, which says what is missing; the database would refuse it in its own words.
        return {**vals, "text": clean_text(vals["text"] or "")} if "text" in vals else vals
