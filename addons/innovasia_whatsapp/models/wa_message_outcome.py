from odoo import models


class WaMessage(models.Model):
    """What became of messages is told to whoever waits for it."""

    _inherit = "wa.message"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals and vals["state"] != "sending" and not self.env.context.get("wa_outcome_later"):
            self._outcome_changed()
        return result

    def _follow_statuses(self):
        result = super()._follow_statuses()
        self._outcome_changed()
        return result

    def _record(self, account, outcomes):
        """Tell of many messages at once: one by one, it would slow the outbox down."""
        result = super(WaMessage, self.with_context(wa_outcome_later=True))._record(account, outcomes)
        self.browse(outcome.id for outcome in outcomes)._outcome_changed()
        return result

    def _outcome_changed(self):
        """A hook: the state of these messages is another one, except that they are being sent.

        Called after what follows from it for the customer, the device and the window.
        """
