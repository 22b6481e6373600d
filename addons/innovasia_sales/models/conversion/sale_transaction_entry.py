from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

CUSTOMERS = 8


class SaleTransaction(models.Model):
    """A transaction that was not agreed in a conversation, entered on one page (spec/000, Transaksi Manual)."""

    _inherit = "sale.transaction"

    client_key = fields.Char(readonly=True, copy=False, help="Chosen by the screen, so that a repeated click enters it once.")

    _client_key_unique = models.UniqueIndex("(user_id, client_key) WHERE client_key IS NOT NULL")

    @api.model
    def entry_open(self, partner_id=False):
        """Tell what the page needs to enter a sale.

        :param int partner_id: the customer, when known: prices are this customer's
        :return: as ``sale.conversion._open``
        """
        return self.env["sale.conversion"]._open(self._entry_blank(partner_id))

    @api.model
    def entry_products(self, term="", partner_id=False):
        """Find products.

        :return: as ``sale.conversion._offer``
        """
        return self.env["sale.conversion"]._offer(self._entry_blank(partner_id), term)

    @api.model
    def entry_quote(self, values, partner_id=False):
        """Tell what products would cost this customer.

        :return: as ``sale.conversion._quote``
        """
        return self.env["sale.conversion"]._quote(self._entry_blank(partner_id), values)

    @api.model
    def entry_customers(self, term=""):
        """Find customers by name or number.

        :return: list of dict of ``id``, ``name`` and ``phone``
        """
        self._check_may_enter()
        return self._entry_found(term)

    def _entry_found(self, term):
        partners, term = self.env["res.partner"], self.env["sale.conversion"]._term(term)
        found = partners.browse(id_ for id_, _name in partners.name_search(term, limit=CUSTOMERS))
        return [
            {"id": each.id, "name": each.display_name, "phone": pretty(each.wa_number) if each.wa_number else each.phone or ""}
            for each in found
        ]

    @api.model
    def entry_save(self, values, customer):
        """Enter an order and a pending transaction.

        :param dict values: as in ``sale.conversion._enter``, without files of a conversation
        :param dict customer: ``id``, or ``name`` and ``number`` of somebody new
        :return: as :meth:`_entry_told`
        :raises AccessError: for others than people of sales and verifiers
        :raises UserError: with what is wrong; nothing is stored then
        """
        self._check_may_enter()
        partner = self._entry_customer(customer)
        return self.env["sale.conversion"]._enter(self.env.company, partner, values, "manual")._entry_told()

    def _entry_told(self):
        """Tell a screen what was entered.

        :return: dict of ``model``, ``id`` and ``name``
        """
        self.ensure_one()
        return {"model": self._name, "id": self.id, "name": self.name}

    def _entry_text(self):
        """:return: what colleagues read in the conversation of what was entered, in a few words"""
        self.ensure_one()
        return self.env._("%s to be verified", self._money())

    def _check_may_enter(self):
        user = self.env.user
        if not (user.has_group("sales_team.group_sale_salesman") or user.has_group("innovasia_sales.group_verifier")):
            raise AccessError(self.env._("Only people of sales and verifiers enter transactions by hand."))

    def _entry_blank(self, partner_id):
        self._check_may_enter()
        return self.env["sale.conversion"]._blank(self.env.company, self._entry_partner(partner_id))

    def _entry_partner(self, partner_id):
        partner = self.env["res.partner"].browse(partner_id or ()).exists()
        partner.check_access("read")
        return partner

    def _entry_customer(self, customer):
        """:return: the customer; somebody new is found by number, or added to the contact book"""
        customer = customer if isinstance(customer, dict) else {}
        if customer.get("id"):
            partner = self._entry_partner(customer["id"])
            if not partner:
                raise UserError(self.env._("This customer was deleted. Choose another one."))
            return partner
        name, number = str(customer.get("name") or "").strip(), str(customer.get("number") or "").strip()
        if not name:
            raise UserError(self.env._("Who bought? Choose a customer, or write the name of a new one."))
        # sudo: verifiers have no rights on contacts; name and number are all that is written
        partners, company = self.env["res.partner"].sudo(), self.env.company
        if number:
            digits = partners._wa_normalise(number, company)
            if not digits:
                raise UserError(partners._wa_impossible(number))
            if found := partners._wa_lookup(company, {digits}).get(digits):
                return found
        return partners.create({"name": name, "wa_phone": number or False, "company_id": company.id})
