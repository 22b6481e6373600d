from odoo import api, fields, models

from odoo.addons.innovasia_whatsapp.tools.markup import to_html

from ...tools.rendering import fill, unknown

#: A preview shows no more than this of a text that is too long to be saved.
LONGEST_PREVIEW = 10_000


class WaFormat(models.Model):
    """A format as the customer will read it, filled with a real record where there is one."""

    _inherit = "wa.format"

    preview = fields.Html(
        compute="_compute_preview", sanitize=False, help="As the customer will read it, with an example's data."
    )

    @api.depends("body", "usage", "trigger")
    def _compute_preview(self):
        for record in self:
            record.preview = record._preview_html()

    def _preview_html(self, document=None, account=None):
        """:return: what the customer will read, as HTML; of an example without a document"""
        self.ensure_one()
        return to_html(fill((self.body or "")[:LONGEST_PREVIEW], self._preview_values(document, account)))

    def _preview_values(self, document=None, account=None):
        """:return: {variable: text} of a document, or of the examples"""
        trigger = self._trigger_name()
        if not trigger:
            return {}
        table = self.env["wa.trigger"]
        if not document:
            return table._examples(trigger, account)
        customer = table.with_context(wa_trigger=trigger)._customers(document.sudo())[document.id]
        spoken = document.with_context(lang=customer.lang or self.env.lang)
        return table._values(trigger, spoken, self._allowed(), account)[document.id]

    # --- for the editor ------------------------------------------------------------------

    @api.model
    def wa_editor(self, usage, trigger, body, has_header=False, document_id=None):
        """Tell what the editor shows beside a text that is being written.

        :param str usage: see the field
        :param str trigger: see the field; of an automatic text, False while it is not chosen
        :param str body: the text as it stands
        :param has_header: whether a picture or document stands above it
        :param document_id: the record to show it with; by default the latest, 0 for an example
        :return: {"html", "length", "limit", "unknown": list of what is not understood, "variables": list of {"label",
            "example", "names"}, "sender", "model": of the records to choose from or
            False, with their "domain", "document": {"id", "display_name"} or False}
        """
        text = self.new({"usage": usage, "trigger": trigger, "body": body})
        name = text._trigger_name()
        table = self.env["wa.trigger"]
        model = name and table._get(name).model
        can_choose = bool(model) and self.env[model].has_access("read")
        document = text._document(name, document_id) if name else None
        account = self.env["wa.account"].search([("company_id", "=", self.env.company.id)], limit=1)
        return {
            "html": text._preview_html(document, account),
            "length": len(body or ""),
            "limit": self._limit_of(has_header),
            "unknown": unknown((body or "")[:LONGEST_PREVIEW], text._allowed())[:10] if name else [],
            "variables": table._describe(name) if name else [],
            "sender": account.name or self.env.company.name,
            "model": can_choose and model,
            "domain": table._preview_domain(table._get(name)) if can_choose else [],
            "document": document and {"id": document.id, "display_name": document.display_name},
        }

    def _document(self, trigger_name, document_id=None):
        """:return: the record to show a text with: this one, or the latest; None where the user may read none"""
        table = self.env["wa.trigger"]
        trigger = table._get(trigger_name)
        if document_id == 0 or not trigger.model or not self.env[trigger.model].has_access("read"):
            return None
        records = self.env[trigger.model]
        if document_id:
            return records.search([("id", "=", document_id)]) or None
        return records.search(table._preview_domain(trigger), order="id desc", limit=1) or None
