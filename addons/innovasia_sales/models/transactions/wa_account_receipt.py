from odoo import api, fields, models
from odoo.exceptions import ValidationError

#: What the text of the template names, in this order: customer, amount, what was paid, receipt number.
NAMES = ["1", "2", "3", "4"]


class WaAccount(models.Model):
    """The template with which a device sends receipts when the 24-hour window is closed."""

    _inherit = "wa.account"

    receipt_template_id = fields.Many2one(
        "wa.template",
        "Template of receipts",
        copy=False,
        ondelete="restrict",
        domain="[('category', '!=', 'AUTHENTICATION'), ('header_format', '=', 'DOCUMENT'), ('waba_id', '=', waba_id)]",
        help="A template of the category “Utility” with a document as header, whose text names {{1}} the customer,"
        " {{2}} the amount, {{3}} what was paid and {{4}} the number of the receipt."
        " Without one, receipts wait until the customer writes.",
    )
    receipt_template_status = fields.Selection(related="receipt_template_id.status", string="Status of the receipts' template")

    @api.constrains("receipt_template_id", "waba_id")
    def _check_receipt_template(self):
        for account in self.sudo().filtered("receipt_template_id"):
            template = account.receipt_template_id
            if template.waba_id != account.waba_id:
                template._check_can_be_sent(account)
            if template.header_format != "DOCUMENT":
                raise ValidationError(self.env._("The template “%s” has no document as header.", template.name))
            if [(line.part, line.name) for line in template.variable_ids] != [("body", name) for name in NAMES]:
                raise ValidationError(
                    self.env._(
                        "The text of the template “%s” has to name exactly {{1}}, {{2}}, {{3}} and {{4}}.", template.name
                    )
                )

    def _receipt_template(self, words, file):
        """Build the message with which a receipt goes out outside the window.

        :param words: customer, amount, what was paid, receipt number
        :param file: ir.attachment
        :return: the payload; the file's id is put in when it is uploaded
        :raises ValueError: with a sentence, when the template does not fit any more
        """
        template = self.receipt_template_id
        if len(template.variable_ids) != len(NAMES):
            raise ValueError(
                self.env._("The text of the template “%s” has to name exactly {{1}}, {{2}}, {{3}} and {{4}}.", template.name)
            )
        payload, _text = template._message(dict(zip(template.variable_ids, words, strict=True)), file)
        return payload
