from odoo import api, fields, models

RECEIPTS = "sale.transaction.receipt"


class ResCompany(models.Model):
    """How a company numbers, signs and sends its receipts."""

    _inherit = "res.company"

    receipt_auto_send = fields.Boolean(
        "Send receipts by WhatsApp",
        default=True,
        help="The receipt goes into the customer's conversation as soon as a payment is accepted.",
    )
    receipt_place = fields.Char("Place on receipts", help="Where receipts are signed; the company's city when empty.")

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._ensure_receipt_sequences()
        return companies

    @api.model
    def _ensure_receipt_sequences_of_all(self):
        """Give the companies that are there already what a new one gets."""
        self.search([])._ensure_receipt_sequences()  # pylint: disable=no-search-all

    def _ensure_receipt_sequences(self):
        """Give each company receipt numbers of its own, without gaps: KW/2026/00001."""
        sequences = self.env["ir.sequence"].sudo()
        known = sequences.search([("code", "=", RECEIPTS), ("company_id", "in", self.ids)]).company_id
        sequences.create(
            [
                {
                    "name": self.env._("Receipts of %s", company.name),
                    "code": RECEIPTS,
                    "company_id": company.id,
                    "implementation": "no_gap",
                    "prefix": "KW/%(range_year)s/",
                    "padding": 5,
                    "use_date_range": True,
                }
                for company in self - known
            ]
        )

    def _receipt_sequence(self):
        """:return: the ir.sequence of this company's receipts"""
        self.ensure_one()
        self._ensure_receipt_sequences()
        return self.env["ir.sequence"].sudo().search([("code", "=", RECEIPTS), ("company_id", "=", self.id)], limit=1)
