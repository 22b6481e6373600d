from odoo import fields, models

#: Undeliverable so many times in a row (error 131026), a recipient counts as unreachable.
UNREACHABLE_AFTER = 3


class WaIdentity(models.Model):
    """Whether messages reach a customer at all."""

    _inherit = "wa.identity"

    unreachable_count = fields.Integer(readonly=True, help="Messages in a row that could not be delivered.")
    unreachable = fields.Boolean(readonly=True, help="Three messages in a row were undeliverable; a delivery takes it back.")

    def _count_unreachable(self):
        for identity in self:
            count = identity.unreachable_count + 1
            identity.write({"unreachable_count": count, "unreachable": count >= UNREACHABLE_AFTER})

    def _set_reachable(self):
        self.filtered("unreachable_count").write({"unreachable_count": 0, "unreachable": False})
