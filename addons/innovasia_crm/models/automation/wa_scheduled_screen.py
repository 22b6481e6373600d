from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.tools.markup import to_html


class WaScheduled(models.Model):
    """What the list of due messages shows of each, and where it leads."""

    _inherit = "wa.scheduled"

    document_name = fields.Char("About", compute="_compute_document_name")
    may_open = fields.Boolean(compute="_compute_document_name")
    preview = fields.Json("The customer reads", compute="_compute_preview")
    sent_at = fields.Datetime(related="message_id.sent_at", related_sudo=True)
    delivered_at = fields.Datetime("Delivered", related="message_id.delivered_at", related_sudo=True)
    read_at = fields.Datetime("Read", related="message_id.read_at", related_sudo=True)

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_document_name(self):
        """Of what one may not read, only the number under which the customer knows it."""
        self.document_name, self.may_open = False, False
        for model_name, rows in self.grouped("res_model").items():
            if not model_name or model_name not in self.env:
                continue
            documents = self.env[model_name].browse(filter(None, rows.mapped("res_id"))).exists()
            readable = documents._filtered_access("read")
            names = {document.id: document.display_name for document in readable}
            number = documents._rec_name
            numbers = {document.id: document.sudo()[number] for document in documents - readable} if number else {}
            for row in rows:
                row.may_open = row.res_id in names
                row.document_name = names.get(row.res_id) or (row._is_of_trigger() and numbers.get(row.res_id))

    def _is_of_trigger(self):
        """:return: whether this is about what happened, not about any record that an automation rule was told to write of"""
        return bool(self.trigger) and self.env["wa.trigger"]._get(self.trigger).model == self.res_model

    @api.depends("message_id.body", "account_id")
    def _compute_preview(self):
        """What was sent, as the field widget ``wa_phone`` shows it."""
        for row in self:
            html = to_html(row.sudo().message_id.body or "")
            row.preview = bool(row.message_id) and {"sender": row.account_id.name, "html": html, "header": None}

    @api.model
    def _open_about(self, record):
        """Show the automatic messages about a document; who may not see that list gets the diagnosis, which tells as much.

        :param record: a document with ``_wa_scheduled_domain``
        :return: an action
        """
        record.ensure_one()
        record.check_access("read")
        if not self.env.user.has_group("innovasia_crm.group_cs_supervisor"):
            return self.env["wa.diagnosis"]._open(record)
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_wa_scheduled")
        name = self.env._("Automatic messages about %s", record.name)
        return {**action, "name": name, "domain": list(record._wa_scheduled_domain()), "context": {}}

    def action_document(self):
        """Open what this message is about.

        :return: an action
        :raises UserError: when it is gone, or not for one's eyes
        """
        self.ensure_one()
        if not self.may_open:
            raise UserError(self.env._("What this message was about was deleted, or is not for you to see."))
        return self.env[self.res_model].browse(self.res_id).get_formview_action()

    def action_conversation(self):
        """Open the conversation with this customer.

        :return: an action
        :raises UserError: when there is none yet
        """
        self.ensure_one()
        if channel := self.message_id.channel_id:
            return channel.action_wa_open()
        if not self.partner_id.wa_conversation_count:
            raise UserError(self.env._("There is no conversation with %s yet.", self.partner_id.display_name))
        return self.partner_id.action_wa_conversations()

    def action_diagnose(self):
        """Ask why this customer got nothing.

        :return: an action
        """
        self.ensure_one()
        document = self.env[self.res_model].browse(self.res_id) if self.may_open else self.partner_id
        return self.env["wa.diagnosis"]._open(document)
