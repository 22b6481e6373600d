from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError


class TransferIntent(models.Model):
    """The pictures that are shown for an expected transfer."""

    _inherit = "transfer.intent"

    def _proofs_elsewhere(self, checksums):
        """Tell which pictures prove another payment already: another order's transfer, or transaction.

        :param checksums: of ``ir.attachment``
        :return: dict of {checksum: number of what it was shown for, with its order}
        """
        self.ensure_one()
        checksums, order = list(checksums), self.order_id
        # sudo: only that it was shown, and for which number, is told
        shown = (
            self.env["transfer.proof"].sudo().search([("checksum", "in", checksums), ("company_id", "=", self.company_id.id)])
        )
        elsewhere = {
            proof.checksum: proof.intent_id._proof_name()
            for proof in shown
            if proof.intent_id != self and proof.intent_id.order_id != order
        }
        files = self.env["ir.attachment"].sudo()
        domain = [("res_model", "=", "sale.transaction"), ("checksum", "in", checksums)]
        evidence = files.search_fetch(domain, ["checksum", "res_id"])
        transactions = self.env["sale.transaction"].sudo().browse(evidence.mapped("res_id")).exists()
        claimed = transactions.filtered(
            lambda t: t.company_id == self.company_id and t.order_id != order and t.state in ("pending", "accepted")
        )
        names = {transaction.id: transaction.name for transaction in claimed}
        return {file.checksum: names[file.res_id] for file in evidence if file.res_id in names} | elsewhere

    def _claim_proofs(self, files):
        """Note that these pictures prove this transfer; nobody else's from now on, also when two people try at once.

        The caller has asked :meth:`_proofs_elsewhere` before.

        :param files: ir.attachment
        """
        self.ensure_one()
        proofs, checksums = self.env["transfer.proof"].sudo(), set(files.mapped("checksum"))
        known = proofs.search([("checksum", "in", list(checksums)), ("company_id", "=", self.company_id.id)])
        known.intent_id = self
        try:
            with self.env.cr.savepoint():
                proofs.create(
                    [
                        {"company_id": self.company_id.id, "checksum": checksum, "intent_id": self.id}
                        for checksum in sorted(checksums - set(known.mapped("checksum")))
                    ]
                )
        except UniqueViolation as error:
            # Somebody shows it for another order at the same instant. Odoo repeats the request, which then says so.
            raise ConcurrencyError("The same picture is being shown for another payment.") from error

    def _proof_name(self):
        return f"{self.name} ({self.order_id.name})"
