from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Money is looked through by how near its amount is; beyond these, nobody would recognise it either.
NEAREST = 300
SHOWN = 8


class TransferBoard(models.AbstractModel):
    """What a row of one list may belong to in the other one, best first."""

    _inherit = "transfer.board"

    @api.model
    def get_suggestions(self, model, record_id):
        """Look through the other list for what resembles a row.

        :param str model: bank.mutation, transfer.intent or sale.transaction
        :param int record_id: of that model
        :return: dict of ``row`` (as the lists tell it, as it is now) and ``suggestions``: a list of dict of ``row``,
            ``score`` (0 to 100) and ``reasons`` (words), best first
        :raise AccessError: for who does not match money
        :raise UserError: when it is gone
        """
        record = self._row(model, record_id) if model == "bank.mutation" else self._target(model, record_id)
        if not record._is_open_for_match():
            found = []
        elif model == "bank.mutation":
            found = [(one.target, one) for one in record._suggest(limit=SHOWN)[record]]
        else:
            found = self._money_for(record)
        rows = self._rows_of([target for target, _one in found])
        return {
            "row": record._board_rows()[0],
            "suggestions": [{"row": rows[target], "score": one.score, "reasons": one.texts(self.env)} for target, one in found],
        }

    def _rows_of(self, targets):
        """:return: {record: its row}, each model's at once"""
        rows = {}
        for model in {target._name for target in targets}:
            # sudo: of what is suggested, only what the lists tell of everything is told
            records = self.env[model].sudo().union(*(target for target in targets if target._name == model))
            rows |= zip(records, records._board_rows(), strict=True)
        return rows

    def _money_for(self, target):
        """:return: list of (bank.mutation, suggestion), best first"""
        nearest = self._nearest_money(target)
        found = []
        for mutation, suggestions in nearest._suggest(target, limit=1).items():
            found += [(mutation, one) for one in suggestions if one.target == target]
        return sorted(found, key=lambda pair: (-pair[1].score, -pair[0].id))[:SHOWN]

    def _nearest_money(self, target):
        """:return: bank.mutation, unexplained money of the account, nearest amount first"""
        row = target._board_rows()[0]
        mutations = self.env["bank.mutation"]
        domain = Domain("journal_id", "=", row["account_id"]) & Domain("kind", "=", "credit")
        query = mutations._search(domain & self._unmatched_states()["open"])
        query.order = SQL("abs(%s - %s)", SQL.identifier("bank_mutation", "open_amount"), row["amount"])
        query.limit = NEAREST
        return mutations.browse(query)
