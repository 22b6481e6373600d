from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.given import one_id

MATCHER = "innovasia_transfer.group_matcher"
#: Rows of a list at first, and at most: who looks through more of them searches.
PAGE, MOST = 40, 1000
#: What the two lists can show.
UNPAID = ("live", "released", "unbacked")
UNMATCHED = ("open", "aside", "provisional")


class TransferBoard(models.AbstractModel):
    """Belum Dibayar beside Belum Cocok: orders without money, and money without an order (spec/004, verifikasi manual)."""

    _name = "transfer.board"
    _description = "Unpaid and Unmatched"

    @api.model
    def get_board(self, filters=None):
        """Read both lists.

        :param dict filters: all optional: ``term`` (an amount or a text, for both lists), ``journal_id`` (one bank account
            only), ``unpaid`` (live, released, unbacked), ``unmatched`` (open, aside, provisional), ``unpaid_limit`` and
            ``unmatched_limit`` (rows)
        :return: dict of ``filters`` as understood, ``accounts``, ``unpaid`` and ``unmatched``: each a dict of ``rows``,
            ``count`` and ``sum`` (integer rupiah, of all of them). Moments are UTC; what is not known is False.
        :raise AccessError: for who does not match money
        :raise UserError: when a filter makes no sense
        """
        self._check_matcher()
        filters = self._filters({} if filters is None else filters)
        accounts = self._accounts()
        return {
            "filters": filters,
            "accounts": [{"id": account.id, "name": account.name} for account in accounts],
            "currency_id": self.env.company.currency_id.id,
            "generated_at": fields.Datetime.to_string(fields.Datetime.now()),
            "unpaid": self._unpaid(filters),
            "unmatched": self._unmatched(filters),
        }

    def _check_matcher(self):
        """:raises AccessError: unless this person says what money is for"""
        if not self.env.user.has_group(MATCHER):
            raise AccessError(self.env._("Only who matches payments sees what arrived at the bank."))

    def _filters(self, filters):
        """:return: the filters as understood
        :raises UserError: when one makes no sense"""
        if not isinstance(filters, dict):
            raise UserError(self.env._("There is no such list."))
        unpaid, unmatched = filters.get("unpaid") or "live", filters.get("unmatched") or "open"
        term, journal_id = filters.get("term") or "", filters.get("journal_id") or False
        limits = [filters.get(name) or PAGE for name in ("unpaid_limit", "unmatched_limit")]
        if unpaid not in UNPAID or unmatched not in UNMATCHED or any(type(limit) is not int for limit in limits):
            raise UserError(self.env._("There is no such list."))
        if not isinstance(term, str):
            raise UserError(self.env._("Search for an amount or a text."))
        if journal_id and not one_id(journal_id):
            raise UserError(self.env._("There is no such bank account."))
        return {
            "term": term.strip(),
            "journal_id": journal_id,
            "unpaid": unpaid,
            "unmatched": unmatched,
            "unpaid_limit": min(max(limits[0], 1), MOST),
            "unmatched_limit": min(max(limits[1], 1), MOST),
        }

    def _accounts(self):
        """:return: account.journal, the bank accounts that transfers come to, by name"""
        # sudo: a matcher has no rights on journals; only their names are told
        return self.env["account.journal"].sudo().search(self._accounts_domain(), order="name, id")

    def _accounts_domain(self):
        return [("company_id", "in", self.env.companies.ids), ("transfer_open", "=", True)]
