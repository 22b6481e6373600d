from odoo import api, models
from odoo.tools import format_datetime

from odoo.addons.innovasia_crm.models.automation.wa_automation_sentence import ZONES


class WaTrigger(models.AbstractModel):
    """What the texts about a transfer name; of a conversation it is the transfer that its customer owes."""

    _inherit = "wa.trigger"

    @api.model
    def _read_transfer_total(self, records):
        return self._read_transfers(records, lambda intent: self._money(intent, intent.payable))

    @api.model
    def _read_transfer_code(self, records):
        return self._read_transfers(records, lambda intent: f"{intent.code}")

    @api.model
    def _read_transfer_bank(self, records):
        return self._read_transfers(records, lambda intent: intent.journal_id.bank_account_id.bank_id.name)

    @api.model
    def _read_transfer_account(self, records):
        return self._read_transfers(records, lambda intent: intent.journal_id.bank_account_id.acc_number)

    @api.model
    def _read_transfer_holder(self, records):
        return self._read_transfers(records, lambda intent: intent.journal_id._transfer_holder())

    @api.model
    def _read_transfer_deadline(self, records):
        """``24 November 2026, 14:30 WIB``: in the company's time zone, as the customer reads its name."""
        return self._read_transfers(records, self._deadline)

    @api.model
    def _read_transfer_link(self, records):
        return self._read_transfers(records, lambda intent: intent._page_url())

    @api.model
    def _read_transfer_received(self, records):
        return self._read_transfers(records, lambda intent: self._money(intent, intent.received))

    @api.model
    def _read_transfer_missing(self, records):
        return self._read_transfers(records, lambda intent: self._money(intent, intent._still_due()))

    @api.model
    def _read_transfer_excess(self, records):
        return self._read_transfers(
            records, lambda intent: self._money(intent, max(0, round(intent.received - intent.payable)))
        )

    # --- how it is read ------------------------------------------------------------------------

    @api.model
    def _read_transfers(self, records, read):
        """:return: {record.id: what the transfer of each says; nothing where there is none}"""
        found = {record.id: record._wa_transfers()[:1] for record in records}
        return {id_: intent and read(intent) for id_, intent in found.items()}

    @api.model
    def _deadline(self, intent):
        zone = intent.company_id._ledger_zone()
        text = format_datetime(intent.env, intent.expires_at, tz=zone, dt_format="d MMMM y, HH:mm")
        return f"{text} {ZONES.get(zone, '')}".rstrip()
