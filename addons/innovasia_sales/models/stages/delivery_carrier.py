from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import tracking_number


class DeliveryCarrier(models.Model):
    """A courier knows how its tracking numbers look, and how long it usually takes."""

    _inherit = "delivery.carrier"

    code = fields.Char(help="Short name in files and integrations, such as JNE.")
    requires_tracking = fields.Boolean(
        "Needs a tracking number",
        default=True,
        help="Nothing is shipped with this courier before its number is entered.",
    )
    is_pickup = fields.Boolean(
        "Fetched by the customer", help="The goods are in the customer's hands as soon as they leave: shipped is received."
    )
    tracking_pattern = fields.Char(
        "Form of the numbers",
        help="A regular expression that a whole tracking number must match, in capitals and without blanks. "
        "Empty: every number is taken. For example J[A-Z][0-9]{10} is a J, a letter and ten digits.",
    )
    tracking_example = fields.Char("Example number", help="Shown where the number is asked, and when one has the wrong form.")
    transit_days = fields.Integer(
        "Usual days on the way", help="From the order to the customer; the estimated arrival of an order starts with it."
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL", "Another courier has this code."
    )
    _transit_days_positive = models.Constraint("CHECK (transit_days >= 0)", "The days on the way cannot be negative.")

    @api.constrains("tracking_pattern", "tracking_example")
    def _check_tracking_pattern(self):
        for carrier in self.filtered("tracking_pattern"):
            if error := tracking_number.pattern_error(carrier.tracking_pattern):
                raise ValidationError(
                    self.env._(
                        "%(courier)s: the form of the numbers cannot be read: %(error)s.", courier=carrier.name, error=error
                    )
                )
            example = tracking_number.normalise(carrier.tracking_example)
            if example and not tracking_number.fits(carrier.tracking_pattern, example):
                raise ValidationError(
                    self.env._("The example %(example)s does not have the form that you give.", example=example)
                )

    @api.constrains("is_pickup", "requires_tracking")
    def _check_pickup(self):
        if carrier := self.filtered(lambda carrier: carrier.is_pickup and carrier.requires_tracking)[:1]:
            raise ValidationError(
                self.env._("%s: what the customer fetches has no tracking number. Untick one of the two.", carrier.name)
            )

    @api.onchange("is_pickup")
    def _onchange_is_pickup(self):
        if self.is_pickup:
            self.requires_tracking = False

    def _check_tracking(self, text):
        """Read a tracking number as typed or scanned.

        :param str text: what was entered; nothing (empty or False) where the courier needs no number
        :return: the number as the courier prints it, False without one
        :raises UserError: when the number is missing or cannot be one of this courier. Without a courier, a number is needed.
        """
        number = tracking_number.normalise(text)
        if not number:
            if self and not self.requires_tracking:
                return False
            if self:
                raise UserError(self._with_example(self.env._("Enter the tracking number of %s before you ship.", self.name)))
            raise UserError(
                self.env._(
                    "Enter the courier and its tracking number before you ship. What the customer fetches needs none: "
                    "choose the courier for that."
                )
            )
        if not self and not tracking_number.is_likely(number):
            raise UserError(self.env._("%s does not look like a tracking number. Choose its courier.", number))
        if len(number) > tracking_number.MOST_CHARACTERS:
            raise UserError(self.env._("This is too long for a tracking number. Enter one number only."))
        if not tracking_number.fits(self.tracking_pattern, number):
            sentence = self.env._("%(number)s is not a tracking number of %(courier)s.", number=number, courier=self.name)
            raise UserError(self._with_example(sentence))
        return number

    def _with_example(self, sentence):
        return " ".join(filter(None, (sentence, self.tracking_example and self._example_text())))

    def _example_text(self):
        """:return: how this courier's numbers look, as a sentence"""
        return self.env._("Their numbers look like %s.", self.tracking_example)

    @api.model
    def _recognise(self, text):
        """:return: the one courier whose numbers have this form, none when there are several or none"""
        number = tracking_number.normalise(text)
        carriers = self.search([("tracking_pattern", "!=", False)]) if number else self.browse()
        found = carriers.filtered(lambda carrier: tracking_number.fits(carrier.tracking_pattern, number))
        return found if len(found) == 1 else self.browse()
