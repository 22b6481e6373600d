from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.innovasia_sales.tools.money import money

from .transfer_intent import LIVE


class TransferIntent(models.Model):
    """How an expected transfer comes to its end; its code is free from that instant (TRANSFERS.md 1)."""

    _inherit = "transfer.intent"

    def _lock(self):
        """Wait until nobody else settles or closes these, always in the same order: intents before mutations before orders."""
        if self:
            self.flush_recordset()
            self.env.cr.execute(SQL("SELECT id FROM transfer_intent WHERE id IN %s ORDER BY id FOR UPDATE", self._ids))
            self.invalidate_recordset(["state"])

    def _live(self):
        """:return: those of these that still wait for money"""
        return self.filtered(lambda intent: intent.state in LIVE)

    def _still_due(self):
        """:return: what is left to be transferred, code included (rupiah)"""
        self.ensure_one()
        return max(0, round(self.payable - self.received))

    def _owed(self):
        """:return: what the order still owed when this one stands as it is, without the code (rupiah)"""
        self.ensure_one()
        return round(self.base - min(self.base, self.received))

    def _code_share(self):
        """:return: how much of what was received is the code's, and not the order's (rupiah)"""
        self.ensure_one()
        return round(min(self.code, max(0, self.received - self.base)))

    def _close(self, state):
        """Bring these to their end and give their codes back; the caller has locked them.

        Settling closes an intent as ``paid`` *before* it books the money: an order that turns paid cancels those that wait.

        :param str state: paid, released or cancelled
        """
        # sudo: the token is for nobody's eyes
        self.env["transfer.code"].sudo()._give_back(self.sudo().mapped("token"))
        now = fields.Datetime.now()
        values = {"state": state, "closed_at": now}
        if state == "paid":
            values["paid_at"] = now
        self.sudo().write(values)
        # Before the next one is written: an order, and an amount, are waited for only once.
        self.flush_recordset(["state"])

    def _reopen(self):
        """Wait again for these, whose money was taken back: by their dates open, late, or given up for good.

        They are given up as well when their amount, or their order, is somebody else's by now.
        """
        now, codes = fields.Datetime.now(), self.env["transfer.code"].sudo()
        for intent in self.sudo():
            state = "open" if now < intent.expires_at else "grace" if now < intent.release_at else "released"
            taken = intent.order_id.state == "cancel" or intent.order_id.transfer_intent_ids._live() - intent
            if state != "released" and (taken or not codes._retake(intent.journal_id, intent.payable, intent.token)):
                state = "released"
            intent.write({"state": state, "paid_at": False, "closed_at": now if state == "released" else False})

    # --- nobody waits any more -----------------------------------------------------------------

    def action_cancel(self, reason=None):
        """Stop waiting for these: money that comes nevertheless is matched by people.

        :param str reason: in words, kept with the order
        :raises AccessError: for who neither serves nor sells nor matches
        :raises UserError: when one of them waits no more
        """
        self._check_rights()
        self.sudo()._lock()
        if closed := (self - self._live())[:1]:
            label = dict(closed._fields["state"]._description_selection(self.env))[closed.state]
            raise UserError(self.env._("%(name)s is not waited for any more: %(state)s.", name=closed.name, state=label))
        self.sudo()._cancel(reason or self.env._("cancelled by %s", self.env.user.name))

    def _cancel(self, reason):
        """Stop waiting for those of these that are live.

        :param str reason: why, in words
        """
        self._lock()
        live = self._live()
        live._close("cancelled")
        live._note_on_orders(
            lambda intent: self.env._(
                "Bank transfer %(name)s of %(amount)s is not expected any more: %(reason)s.",
                name=intent.name,
                amount=intent._money(intent.payable),
                reason=reason,
            )
        )
        live._cancelled()

    # --- who may, and how it is spoken of ------------------------------------------------------

    def _check_rights(self):
        """:raises AccessError: unless this person serves, sells or matches, and sees these"""
        self.check_access("read")
        self.env["sale.order"]._check_transfer_group()

    def _money(self, amount):
        """:return: an amount as people write it: Rp 50.009"""
        return money(self.env, amount, self.currency_id)

    def _note_on_orders(self, text):
        """Log a line in the history of each order.

        :param text: called with an intent
        """
        bodies = {intent.order_id.id: text(intent) for intent in self}
        self.env["sale.order"].sudo().browse(bodies)._message_log_batch(bodies)
