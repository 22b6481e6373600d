from odoo import fields, models
from odoo.tools import SQL

from ..transactions.res_company import DEFAULT_ZONE


class SalePaymentUntold(models.Model):
    """Money of customers that is in the books, or in a till, and that no transaction tells of.

    Of a till it is the cash of each session: what is paid there otherwise is a payment of its own when it closes.
    """

    _name = "sale.payment.untold"
    _description = "Payment without a Transaction"
    _auto = False
    _order = "date desc, id desc"

    date = fields.Date(readonly=True)
    name = fields.Char("Number", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    journal_id = fields.Many2one("account.journal", readonly=True)
    memo = fields.Char(readonly=True)
    user_id = fields.Many2one("res.users", "Entered by", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(readonly=True)
    payment_id = fields.Many2one("account.payment", readonly=True)
    session_id = fields.Many2one("pos.session", "Point of Sale", readonly=True)

    @property
    def _table_query(self):
        for model in ("account.payment", "pos.payment", "sale.transaction"):
            self.env[model].flush_model()
        # Two kinds of rows share one sequence of ids: even ones are payments, odd ones cash.
        return SQL(
            """
            SELECT 2 * p.id AS id, p.date, p.name, p.partner_id, p.journal_id, p.memo, p.create_uid AS user_id,
                   p.company_id, p.currency_id, p.amount, p.id AS payment_id, p.pos_session_id AS session_id
              FROM account_payment AS p
             WHERE p.payment_type = 'inbound' AND p.partner_type = 'customer' AND p.state IN ('in_process', 'paid')
               AND NOT EXISTS (SELECT 1 FROM sale_transaction AS t WHERE t.payment_id = p.id)
            UNION ALL
            SELECT 2 * min(cash.id) + 1, (max(cash.payment_date) AT TIME ZONE 'UTC' AT TIME ZONE COALESCE(o.tz, %s))::date,
                   s.name, NULL, m.journal_id, NULL, s.user_id,
                   m.company_id, COALESCE(j.currency_id, c.currency_id), sum(cash.amount), NULL, s.id
              FROM pos_payment AS cash
              JOIN pos_payment_method AS m ON m.id = cash.payment_method_id AND m.is_cash_count
              JOIN pos_session AS s ON s.id = cash.session_id
              JOIN res_company AS c ON c.id = m.company_id
              JOIN res_partner AS o ON o.id = c.partner_id
              LEFT JOIN account_journal AS j ON j.id = m.journal_id
             GROUP BY s.id, m.id, j.id, c.id, o.id
            HAVING sum(cash.amount) <> 0
            """,
            DEFAULT_ZONE,
        )

    def action_open(self):
        """:return: an action that shows the payment; of cash the session of the till, or its entry to who has no tills"""
        self.ensure_one()
        record = self.payment_id or self.session_id
        if not record.has_access("read"):
            # sudo: which entry it is, and nothing else of the till
            record = self.sudo().session_id.move_id.sudo(self.env.su)
        return record._get_records_action()
