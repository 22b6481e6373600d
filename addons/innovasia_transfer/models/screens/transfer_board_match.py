from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_sales.tools.money import money

from ...tools.given import many_ids, one_id, whole_amount

#: What can stand in the left list.
TARGETS = ("transfer.intent", "sale.transaction")


class TransferBoard(models.AbstractModel):
    """One-click match: what would be booked, booked, and taken back right after."""

    _inherit = "transfer.board"

    @api.model
    def preview(self, mutation_id, model, record_id, amount=None):
        """Tell what a match would do, and do nothing.

        :param int mutation_id: bank.mutation
        :param str model: transfer.intent, or sale.transaction for an approved payment that no mutation backs yet
        :param int record_id: of that model
        :param int amount: whole rupiah of the mutation that are meant; all that is open of it by default
        :return: dict of ``amount``, ``can_split`` (whether a part of it makes sense), ``lines`` (sentences), and
            ``problem`` (a sentence, or False)
        :raise AccessError: for who does not match money
        :raise UserError: when one of both is gone
        """
        mutation, target = self._pair(mutation_id, model, record_id)
        if model == "sale.transaction":
            return self._preview_backing(mutation, target)
        meant = whole_amount(mutation.open_amount if amount is None or amount is False else amount)
        problem = target._why_not_settled() or False
        if meant is None:
            problem = self.env._("Write a whole amount that is more than zero.")
        elif meant > mutation.open_amount:
            problem = self.env._("Only %s of it are open.", self._told(mutation.open_amount))
        return {
            "amount": meant or 0,
            "can_split": mutation.open_amount != target.payable - target.received,
            "lines": [] if problem else self._consequences(mutation, target, meant),
            "problem": problem,
        }

    @api.model
    def settle(self, mutation_id, model, record_id, amount=None):
        """Match them.

        :param int mutation_id: as those of :meth:`preview`
        :return: dict of ``message`` (a sentence) and ``match_ids``, which :meth:`undo` takes back
        :raise AccessError: for who does not match money
        :raise UserError: with what stands in the way; nothing is booked then
        """
        mutation, target = self._pair(mutation_id, model, record_id)
        if model == "sale.transaction":
            notice = mutation.action_back(target.id)
        else:
            notice = mutation.action_match(target.id, None if amount is False else amount)
        return {"message": notice["params"]["message"], "match_ids": notice["params"]["match_ids"]}

    @api.model
    def undo(self, match_ids):
        """Take back what was matched by mistake a moment ago.

        :param list match_ids: those that :meth:`settle` returned
        :raise AccessError: for who does not match money
        :raise UserError: when it cannot be undone any more
        """
        self._check_matcher()
        matches = self.env["transfer.match"].browse(many_ids(match_ids)).exists()
        if not matches:
            raise UserError(self.env._("This is gone. Load the page again."))
        matches.filtered(lambda match: not match.undone_at).action_undo(self.env._("Matched by mistake"))
        return True

    # --- both sides --------------------------------------------------------------------------

    def _pair(self, mutation_id, model, record_id):
        return self._row("bank.mutation", mutation_id), self._target(model, record_id)

    def _target(self, model, record_id):
        if model not in TARGETS:
            raise UserError(self.env._("There is no such list."))
        return self._row(model, record_id)

    def _row(self, model, record_id):
        """:return: a record that this person may match
        :raises UserError: when it is gone"""
        self._check_matcher()
        record = self.env[model].browse(one_id(record_id)).exists()
        if not record:
            raise UserError(self.env._("This is gone. Load the page again."))
        if model == "sale.transaction":
            # sudo: who matches money has no rights on what cashiers enter; of their companies they see what is unbacked
            record = record.sudo().filtered(lambda transaction: transaction.company_id in self.env.companies)
            return record or self._row(model, 0)
        record.check_access("read")
        return record

    # --- in words ----------------------------------------------------------------------------

    def _told(self, amount):
        return money(self.env, amount, self.env.company.currency_id)

    def _consequences(self, mutation, intent, amount):
        """:return: list of sentences: what becomes of the order, of what is over, and of the rest of the money"""
        order, arrived = intent.order_id.sudo(), intent.received + amount
        lines = []
        if intent.state == "paid":
            lines.append(self.env._("%s is paid already.", order.name))
        elif arrived >= intent.base:
            lines.append(self.env._("%s turns paid.", order.name))
        else:
            lines.append(
                self.env._(
                    "%(order)s is paid in part: %(left)s remain, and it goes on waiting.",
                    order=order.name,
                    left=self._told(intent.payable - arrived),
                )
            )
        if intent.state != "paid" and order.state in ("draft", "sent"):
            lines.append(self.env._("It is confirmed and invoiced."))
        if (over := min(arrived - intent.payable, amount)) > 0:
            lines.append(self.env._("%s stay the customer's credit.", self._told(over)))
        if (rest := mutation.open_amount - amount) > 0:
            lines.append(self.env._("%s of the money stay unmatched.", self._told(rest)))
        return lines

    def _preview_backing(self, mutation, transaction):
        amount = min(mutation.open_amount, transaction.unbacked_amount)
        lines = [
            self.env._(
                "The payment %(name)s of %(order)s, which was approved already, is at the bank with %(amount)s.",
                name=transaction.name,
                order=transaction.order_id.name or transaction.partner_id.name,
                amount=self._told(amount),
            )
        ]
        if (missing := transaction.unbacked_amount - amount) > 0:
            lines.append(self.env._("%s of it are still to be found.", self._told(missing)))
        if (rest := mutation.open_amount - amount) > 0:
            lines.append(self.env._("%s of the money stay unmatched.", self._told(rest)))
        problem = False if amount > 0 else self.env._("The money of %s was found at the bank already.", transaction.name)
        return {"amount": int(amount), "can_split": False, "lines": [] if problem else lines, "problem": problem}
