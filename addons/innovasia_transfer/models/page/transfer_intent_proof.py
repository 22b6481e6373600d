from odoo import fields, models
from odoo.fields import Command
from odoo.tools import LazyTranslate

from odoo.addons.innovasia_sales.models.conversion.sale_conversion_evidence import SHOWN
from odoo.addons.innovasia_whatsapp.tools.media_type import sniff

_lt = LazyTranslate(__name__)

MOST_PROOFS = 5
MOST_BYTES = 5 << 20

#: What the customer is told about a file.
ANSWERS = {
    "kept": _lt("Thank you. The shop has received your proof."),
    "again": _lt("We have this file already, thank you."),
    "empty": _lt("Choose a picture or a PDF of the proof first."),
    "large": _lt("The file is larger than 5 MB. Send a screenshot, or a smaller picture."),
    "type": _lt("This file is neither a picture nor a PDF. Send a screenshot or a photo of the receipt."),
    "many": _lt("You have sent %s files already, which is enough. The shop will look at them.", MOST_PROOFS),
    "used": _lt("This proof was sent for another payment already. Choose the one of this transfer, or chat with the shop."),
    "closed": _lt("This payment needs no proof any more."),
    "often": _lt("That was too often in a short time. Wait some minutes, then try again."),
}


class TransferIntent(models.Model):
    """Proofs that customers send from the page, kept as they are for who looks for the money (spec/004)."""

    _inherit = "transfer.intent"

    def _take_proof(self, name, content):
        """Keep a file that shows the transfer, and tell the order's chatter of the first one.

        :param str name: the file's, as a stranger calls it
        :param bytes content: the file's
        :return: a key of ``ANSWERS``; only ``kept`` has changed anything
        """
        self.ensure_one()
        mimetype, name, _inline = sniff(content, None, name)
        if problem := self._proof_problem(content, mimetype):
            return problem
        # Kept as it was sent: the same picture is recognised by its hash.
        files = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        file = files.create({"name": name, "raw": content, "mimetype": mimetype, "res_model": self._name, "res_id": self.id})
        self._claim_proofs(file)
        is_first = not self.proof_ids
        self.write({"proof_ids": [Command.link(file.id)], "proof_at": fields.Datetime.now()})
        customer = {"author_id": self.partner_id.id, "subtype_xmlid": "mail.mt_note"}
        self.message_post(body=self.env._("Proof of the transfer, sent from the page."), attachment_ids=file.ids, **customer)
        if is_first:
            colleague = self.wa_channel_id.wa_agent_id or self.order_id.user_id
            self.order_id.message_post(
                body=self.env._("The customer sent proof of transfer %s.", self._get_html_link()),
                partner_ids=colleague.partner_id.ids,
                **customer,
            )
        return "kept"

    def _takes_proof(self):
        """:return: whether a proof helps anybody: also of a transfer that came too late, not for an order that is paid"""
        return self.state != "paid" and not self._is_paid_otherwise()

    def _proof_problem(self, content, mimetype):
        """:return: the key of what is wrong with a file, or None"""
        if not self._takes_proof():
            return "closed"
        if not content:
            return "empty"
        if len(content) > MOST_BYTES:
            return "large"
        if mimetype not in SHOWN:
            return "type"
        checksum = self.env["ir.attachment"]._compute_checksum(content)
        if checksum in self.proof_ids.mapped("checksum"):
            return "again"
        if len(self.proof_ids) >= MOST_PROOFS:
            return "many"
        return "used" if self._proofs_elsewhere([checksum]) else None
