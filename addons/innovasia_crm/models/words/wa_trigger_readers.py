from odoo import api, fields, models

from ...tools.rendering import presentable


class WaTrigger(models.AbstractModel):
    """The readers that every trigger may use; their shape: `_values`."""

    _inherit = "wa.trigger"

    @api.model
    def _read_customer(self, records):
        return {key: presentable(partner.name) for key, partner in self._customers(records).items()}

    @api.model
    def _read_user(self, records):
        """Where nobody handles it, the company speaks."""
        return {
            record.id: presentable(user.name or self._company(record).name)
            for record, user in zip(records, self._users(records).values(), strict=True)
        }

    @api.model
    def _read_writer(self, records):
        return dict.fromkeys(records.ids, presentable(self.env.user.name))

    @api.model
    def _read_device(self, records):
        return {key: account.name or "" for key, account in self._devices(records).items()}

    @api.model
    def _read_opening(self, records):
        """``wa_at`` in the context: when the customers wrote (UTC), now by default."""
        at = self.env.context.get("wa_at") or fields.Datetime.now()
        devices = self._devices(records)
        opens = {device: device._next_opening(at) for device in set(devices.values()) if device}
        return {key: opens.get(device, "") for key, device in devices.items()}

    @api.model
    def _read_record(self, records):
        return {record.id: record.display_name for record in records}

    # --- whose the records are -----------------------------------------------------------

    @api.model
    def _devices(self, records):
        """:return: {record.id: wa.account}: the record's own, else the one that will speak"""
        accounts = self.env["wa.account"].sudo()
        speaking = accounts.browse(self.env.context.get("wa_device") or ())
        field = next((name for name in ("wa_account_id", "account_id") if name in records._fields), None)
        if not field or records._fields[field].comodel_name != "wa.account":
            return dict.fromkeys(records.ids, speaking)
        return {record.id: record[field] or speaking for record in records}

    @api.model
    def _company(self, record):
        return ("company_id" in record._fields and record.company_id) or self.env.company
