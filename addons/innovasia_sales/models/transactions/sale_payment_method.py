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
        groups="account.group_account_readonly,account.group_account_invoice,sales_team.group_sale_manager",
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
    def _default_for(self, company):
        """:return: the method that a company's transactions begin with; its first one when none is marked"""
        methods = self.sudo().search([("company_id", "=", company.id)])
        return (methods.filtered("is_default") or methods)[:1].sudo(self.env.su)

    def _offered(self):
        """Tell a screen of this method.

        :return: dict of ``id``, ``name``, ``is_awaited`` (the money is still to come when the sale is entered: neither date nor
            amount nor evidence is asked for) and ``hint`` (what happens then, in a sentence)
        """
        self.ensure_one()
        return {"id": self.id, "name": self.name, "is_awaited": False, "hint": ""}

    def _incoming_line(self):
        """:return: account.payment.method.line by which money comes into the journal; empty when there is none"""
        self.ensure_one()
        lines = self.journal_id.inbound_payment_method_line_ids
        return (lines.filtered(lambda line: line.code == "manual") or lines)[:1]

    def _liquidity_account(self):
        """:return: account.account that money is entered on: the journal's own, unless it has one for money on its way"""
        self.ensure_one()
        return self._incoming_line().payment_account_id or self.journal_id.default_account_id

    def _why_not_usable(self):
        """:return: the sentence that says why no payment can be entered by this method, or None"""
        self.ensure_one()
        journal = self.journal_id
        names = {"journal": journal.display_name, "method": self.display_name}
        if not journal.active or journal.type not in ("bank", "cash"):
            return self.env._("Journal %(journal)s of payment method %(method)s takes no payments any more.", **names)
        if not self._liquidity_account() or not self._incoming_line():
            return self.env._(
                "Journal %(journal)s of payment method %(method)s has no account, or no way in which payments come.", **names
            )
        if journal.currency_id and journal.currency_id != self.company_id.currency_id:
            return self.env._(
                "Journal %(journal)s of payment method %(method)s is kept in %(currency)s.",
                currency=journal.currency_id.name,
                **names,
            )
        return None

    # --- the first ones ------------------------------------------------------------------------

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
                values.append({"journal_id": (bank or cash).id, "is_default": True, "sequence": 5})
            if cash:
                values.append({"journal_id": cash.id, "needs_verification": False, "sequence": 20})
            methods = self.sudo().create([{**each, "name": "-", "company_id": company.id} for each in values])
            for language, _name in self.env["res.lang"].get_installed():
                for method in methods.with_context(lang=language):
                    method.name = method.env._("Other") if method.is_default else method.env._("Cash")
