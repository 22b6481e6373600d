from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..transactions.res_company import DEFAULT_ZONE

#: The last day (after it was due) of each column but the last.
AGES = (0, 30, 60, 90)


class SaleReceivable(models.Model):
    """What each customer owes, by how long it has been due (spec/001, Laporan Piutang)."""

    _name = "sale.receivable"
    _description = "Receivables of a Customer"
    _auto = False
    _rec_name = "partner_id"
    _order = "amount desc, id"

    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    invoice_count = fields.Integer("Invoices", readonly=True)
    amount = fields.Monetary("Owed", readonly=True)
    amount_not_due = fields.Monetary("Not due", readonly=True)
    amount_30 = fields.Monetary("1–30 days", readonly=True)
    amount_60 = fields.Monetary("31–60 days", readonly=True)
    amount_90 = fields.Monetary("61–90 days", readonly=True)
    amount_older = fields.Monetary("Older", readonly=True)
    oldest_date = fields.Date("Due since", readonly=True, help="When the oldest open invoice was to be paid.")
    credit = fields.Monetary(
        compute="_compute_credit", compute_sudo=True, help="Paid or given back, and not yet set off against an invoice."
    )

    @property
    def _table_query(self):
        today = SQL("(now() AT TIME ZONE COALESCE(p.tz, %s))::date", DEFAULT_ZONE)
        late = SQL("%s - COALESCE(m.invoice_date_due, m.date)", today)
        first, second, third, fourth = AGES
        self.env["account.move"].flush_model()
        return SQL(
            """
            SELECT min(m.id) AS id,
                   m.commercial_partner_id AS partner_id,
                   m.company_id,
                   count(*) AS invoice_count,
                   sum(m.amount_residual_signed) AS amount,
                   COALESCE(sum(m.amount_residual_signed) FILTER (WHERE %(late)s <= %(first)s), 0) AS amount_not_due,
                   COALESCE(sum(m.amount_residual_signed) FILTER (WHERE %(late)s > %(first)s AND %(late)s <= %(second)s), 0)
                       AS amount_30,
                   COALESCE(sum(m.amount_residual_signed) FILTER (WHERE %(late)s > %(second)s AND %(late)s <= %(third)s), 0)
                       AS amount_60,
                   COALESCE(sum(m.amount_residual_signed) FILTER (WHERE %(late)s > %(third)s AND %(late)s <= %(fourth)s), 0)
                       AS amount_90,
                   COALESCE(sum(m.amount_residual_signed) FILTER (WHERE %(late)s > %(fourth)s), 0) AS amount_older,
                   min(COALESCE(m.invoice_date_due, m.date)) AS oldest_date
              FROM account_move AS m
              JOIN res_company AS c ON c.id = m.company_id
              JOIN res_partner AS p ON p.id = c.partner_id
             WHERE m.move_type = 'out_invoice' AND m.state = 'posted' AND m.amount_residual_signed > 0
               AND m.commercial_partner_id IS NOT NULL
             GROUP BY m.commercial_partner_id, m.company_id
            """,
            late=late,
            first=first,
            second=second,
            third=third,
            fourth=fourth,
        )

    @api.depends("partner_id", "company_id")
    def _compute_credit(self):
        found = self.env["account.move.line"]._read_group(
            self._credit_domain(), ["partner_id", "company_id"], ["amount_residual:sum"]
        )
        credit = {(partner, company): -amount for partner, company, amount in found}
        for row in self:
            row.credit = credit.get((row.partner_id, row.company_id), 0)

    def action_view_invoices(self):
        """:return: an action that shows the open invoices; for who has no rights on them, the window that settles them"""
        if not self.env["account.move"].has_access("read"):
            return self.action_settle()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_sales.action_open_invoice")
        return action | {
            "domain": self._invoice_domain(),
            "display_name": ", ".join(self.partner_id.mapped("display_name")),
        }

    def action_settle(self):
        """:return: the window that divides what this customer paid among the open invoices"""
        self.ensure_one()
        self.check_access("read")
        return self.env["sale.settlement"]._open_customer(self.partner_id, self.company_id)

    def action_set_off(self):
        """Use the credit of these customers for the invoices that are due first.

        :raises AccessError: for others than verifiers and people of the books
        :raises UserError: when there is no credit
        """
        self.env["sale.settlement"]._check_may_settle()
        self.check_access("read")
        # sudo: verifiers have no rights on entries; who may is checked above
        for row in self.sudo():
            credit = row._credit_lines()
            if not credit:
                raise UserError(self.env._("%s has no credit.", row.partner_id.display_name))
            invoices = self.env["account.move"].sudo().search(row._invoice_domain())
            for account, lines in credit.grouped("account_id").items():
                if claims := invoices._receivable_lines(account):
                    (lines | claims).reconcile()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _credit_lines(self):
        return self.env["account.move.line"].search(self._credit_domain())

    def _credit_domain(self):
        return [
            ("partner_id", "in", self.partner_id.ids),
            ("company_id", "in", self.company_id.ids),
            ("account_type", "=", "asset_receivable"),
            ("parent_state", "=", "posted"),
            ("reconciled", "=", False),
            ("amount_residual", "<", 0),
        ]

    def _invoice_domain(self):
        return [
            ("commercial_partner_id", "in", self.partner_id.ids),
            ("company_id", "in", self.company_id.ids),
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("amount_residual", ">", 0),
        ]
