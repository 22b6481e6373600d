from odoo import api, fields, models
from odoo.exceptions import UserError


class TransferMatch(models.Model):
    """What was matched by mistake is undone: the money is unexplained again, the order waits again. Both are kept."""

    _inherit = "transfer.match"

    def action_undo(self, reason):
        """Undo these matches. What they paid for is reversed by an entry of today.

        :param str reason: why, in words
        :return: a notice
        :raises AccessError: for others than matchers
        :raises UserError: without a reason, or with what stands in the way; nothing is undone then
        """
        self.env["bank.mutation"]._check_matcher()
        self.check_access("read")
        reason = self.env["sale.transaction"]._check_reason(reason)
        # sudo: matchers have no rights on the books; what they may do was checked
        self.sudo()._undo(reason)
        return self.env["bank.mutation"]._notice(self.env._("Undone"), reason)

    def _undo(self, reason):
        """Undo these matches, whoever asks for it.

        :raises UserError: with what stands in the way; nothing is undone then
        """
        if undone := self.filtered("undone_at")[:1]:
            raise UserError(self.env._("The match of %s was undone already.", undone.mutation_id.display_name))
        payments = self.filtered(lambda match: match.purpose == "order").transaction_id
        payments._lock()
        for payment in payments:
            if refusal := payment._why_not_reversible():
                raise UserError(refusal)
        others = self.filtered(lambda match: match.transaction_id not in payments)
        (others.mutation_id | others.debit_id)._lock_rows()
        others._part()
        self._reverse_entries(others.entry_id, reason)
        others._mark_undone(reason)
        if payments:
            payments._reverse(reason)  # which marks their matches

    def _part(self):
        """Take apart on the suspense account what these matches put together."""
        for match in self:
            line = match.mutation_id._suspense_line()
            other = match._other_line()
            partials = line.matched_debit_ids | line.matched_credit_ids
            partials.filtered(lambda partial, other=other: other & (partial.debit_move_id | partial.credit_move_id)).unlink()

    @api.model
    def _reverse_entries(self, entries, reason):
        """Undo by entries of today what was booked to accounts.

        :param entries: account.move
        """
        for company, of_company in entries.grouped("company_id").items():
            values = {"date": company._ledger_date(), "ref": self.env._("Reversal: %s", reason)}
            of_company.with_company(company)._reverse_moves([dict(values) for _entry in of_company], cancel=True)

    def _mark_undone(self, reason):
        """Note that these are undone, and count anew what is open of their mutations."""
        self.sudo().write({"undone_at": fields.Datetime.now(), "undone_by_id": self.env.uid, "undone_reason": reason})
        (self.mutation_id | self.debit_id)._recount()
        backed = self.filtered(lambda match: match.purpose == "backing")
        backed.verification_id.filtered(lambda case: case.mutation_id in backed.mutation_id).write(
            {"is_unbacked": True, "mutation_id": False}
        )
