from odoo import models


class WaDiagnosis(models.AbstractModel):
    """Where what a diagnosis finds is put right."""

    _inherit = "wa.diagnosis"

    def _link(self, record):
        """:return: the action that opens a record, None where one may not"""
        record = record.sudo(False)
        if not record or not record.has_access("read"):
            return None
        return {"type": "ir.actions.act_window", "res_model": record._name, "res_id": record.id, "views": [[False, "form"]]}

    def _new_automation(self, trigger):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Automated Action"),
            "res_model": "wa.automation",
            "views": [[False, "form"]],
            "context": {"default_trigger": trigger},
        }

    def _fix(self, row):
        """:return: (action, label): where the reason of a message is put right"""
        reason = row._reasons().get(row.reason_code)
        places = {
            "contact": (row.partner_id, self.env._("Open Contact")),
            "device": (row.account_id, self.env._("Open Device")),
            "template": (row.format_id.template_id, self.env._("Open Template")),
            "format": (row.format_id, self.env._("Open Format")),
            "automation": (row.automation_id, self.env._("Open Automated Action")),
        }
        if not reason or row.state == "sent" or reason.fix is None:
            return None, ""
        if reason.fix == "document" and row.res_model in self.env:
            return self._link(self.env[row.res_model].browse(row.res_id).exists()), self.env._("Open Document")
        if reason.fix == "conversation":
            channel = row.message_id.channel_id.sudo(False)._filtered_access("read")
            return (channel.action_wa_open(), self.env._("Open Conversation")) if channel else (None, "")
        record, label = places.get(reason.fix, (None, ""))
        return (self._link(record), label) if record else (None, "")
