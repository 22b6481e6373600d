from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.innovasia_sales.tools.money import money

from ...tools.amount_term import amount_of


class BankMutation(models.Model):
    """Finding a mutation among a hundred thousand: by what was transferred, when, and what the bank wrote."""

    _inherit = "bank.mutation"
    _rec_names_search = ["description", "sender_name"]

    sender_name = fields.Char(index="trigram")
    sender_account = fields.Char(index="btree_not_null")
    amount_term = fields.Char("Amount or text", compute="_compute_amount_term", search="_search_amount_term")

    _date_idx = models.Index("(date DESC, id DESC)")
    _amount_idx = models.Index("(amount, date DESC)")

    def _compute_display_name(self):
        for mutation in self:
            amount = money(self.env, mutation.amount, mutation.currency_id)
            mutation.display_name = self.env._(
                "%(amount)s on %(date)s, %(bank)s",
                amount=amount if mutation.kind == "credit" else f"-{amount}",
                date=format_date(self.env, mutation.date),
                bank=mutation.journal_id.sudo().name,
            )

    def _compute_amount_term(self):
        """It is there to be searched by; what it shows is the name."""
        for mutation in self:
            mutation.amount_term = mutation.display_name

    def _search_amount_term(self, operator, value):
        """Whatever a person types: an amount in any spelling, or a part of the bank's text or of the sender's name."""
        if operator not in ("ilike", "=", "in"):
            return NotImplemented
        terms = [value] if isinstance(value, str) else value
        return Domain.OR(self._domain_of_term(term) for term in terms)

    def _domain_of_term(self, term):
        """:return: the domain of the mutations that somebody means who types this"""
        found = Domain("description", "ilike", term) | Domain("sender_name", "ilike", term)
        if amount := amount_of(term):
            found |= Domain("amount", "=", amount)
        if (account := "".join(filter(str.isdigit, term))) and len(account) > 5:
            found |= Domain("sender_account", "=", account)
        return found

    def _search_display_name(self, operator, value):
        """Names are made of amounts and dates: who looks for one types an amount or a text."""
        if operator in ("ilike", "=", "in") and value:
            return self._search_amount_term(operator, value)
        return super()._search_display_name(operator, value)
