from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.models.background import clean


class ResCompany(models.Model):
    """How long a company keeps what became of its automatic messages."""

    _inherit = "res.company"

    wa_scheduled_months = fields.Integer(
        "Keep automatic messages (months)",
        default=12,
        help="What is older is deleted from the list of automatic messages, never from conversations. 0 keeps everything.",
    )

    _wa_scheduled_months_check = models.Constraint("CHECK (wa_scheduled_months >= 0)", "Months are not negative.")

    def _wa_kept_since(self):
        """:return: datetime (UTC): of what was due before, nothing is known any more; None when everything is kept"""
        self.ensure_one()
        months = self.sudo().wa_scheduled_months
        return fields.Datetime.subtract(fields.Datetime.now(), months=months) if months else None


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    wa_scheduled_months = fields.Integer(related="company_id.wa_scheduled_months", readonly=False)


class WaScheduled(models.Model):
    _inherit = "wa.scheduled"

    _past_idx = models.Index("(company_id, due_at) WHERE state != 'waiting'")

    @api.autovacuum
    def _gc_past(self):
        """Delete what became of messages longer ago than their company keeps.

        :return: (how many rows, whether there may be more)
        """
        companies = self.env["res.company"].sudo().search([])  # pylint: disable=no-search-all
        limits = [(company.id, since) for company in companies if (since := company._wa_kept_since())]
        past = SQL(" OR ").join(SQL("company_id = %s AND due_at < %s", *limit) for limit in limits)
        return clean(self, SQL("state != 'waiting' AND (%s)", past)) if limits else (0, False)
