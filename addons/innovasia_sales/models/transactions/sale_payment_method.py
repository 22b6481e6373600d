from odoo import api, fields, models
from odoo.fields import Domain


class SalePaymentMethod(models.Model):
    """How customers pay, as the shop calls it: cash, a bank, QRIS, cash on delivery, other (spec/001, Metode Pembayaran)."""

    _name = "sale.payment.method"
    _description = "Payment Method"
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash')), ('company_id', '=', company_id)]",
        help="Where the money arrives in the books.",
    )
    is_default = fields.Boolean(help="Chosen by itself in a conversion.")
    needs_verification = fields.Boolean(
        default=True,
        help="Somebody else has to see the money before the sale counts. Without it, a cashier's entry counts at once.",
    )

    _default_unique = models.UniqueIndex(
        "(company_id) WHERE is_default AND active", "Another method of this company is the default already."
    )

    @api.model
    def _ensure_for(self, companies):
        """Give companies with a chart of accounts their first methods: Other, which is the default, and Cash.

        :param companies: res.company
        """
        known = self.sudo().with_context(active_test=False).search(Domain("company_id", "in", companies.ids)).company_id
        for company in companies.filtered("chart_template") - known:
            journals = self.env["account.journal"].sudo().search(self.env["account.journal"]._check_company_domain(company))
            bank, cash = (journals.filtered(lambda journal, kind=kind: journal.type == kind)[:1] for kind in ("bank", "cash"))
            values = []
            if bank or cash:
                values.append({"name": "Other", "journal_id": (bank or cash).id, "is_default": True, "sequence": 5})
            if cash:
                values.append({"name": "Cash", "journal_id": cash.id, "needs_verification": False, "sequence": 20})
            self.sudo().create([{**each, "company_id": company.id} for each in values])
