from odoo import models


class SaleTransaction(models.Model):
    """Evidence belongs to its transaction: a verifier sees the picture, and needs not see the conversation it came from."""

    _inherit = "sale.transaction"

    def _own_evidence(self):
        """Make the evidence the transactions' own: what was uploaded for them is theirs, everything else is copied.

        :raises AccessError: when somebody shows a file that is not for them to see
        """
        for transaction in self.filtered("evidence_ids"):
            # sudo: whether the files may be seen is asked below, of whoever shows them
            files = transaction.sudo().evidence_ids
            strange = files.filtered(lambda f, t=transaction: (f.res_model, f.res_id) != (t._name, t.id))
            if not strange:
                continue
            strange.sudo(self.env.su).check_access("read")
            place = {"res_model": self._name, "res_id": transaction.id}
            uploaded = strange.filtered(
                lambda f: f.create_uid == self.env.user and f.res_model in (False, self._name) and not f.res_id
            )
            uploaded.write(place)
            # Whoever has the link of the first one has not that of the copy; made smaller, it would have another checksum.
            own = {**place, "public": False, "access_token": False}
            others = (strange - uploaded).with_context(image_no_postprocess=True)
            copies = [file.copy({**own, "name": file.name}) for file in others]
            transaction.sudo().evidence_ids = files - strange + uploaded + strange.browse().concat(*copies)
