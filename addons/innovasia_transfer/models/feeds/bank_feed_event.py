from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.models.background import clean
from odoo.addons.innovasia_whatsapp.models.raw_body import store_once

KEEP_DONE_DAYS = 30


class BankFeedEvent(models.Model):
    """What a service posted or answered, as it came. It is stored first and read later; nothing is dropped.

    One that is not understood stays, with its reason, until somebody replays it. Those that brought a mutation stay as
    its evidence.
    """

    _name = "bank.feed.event"
    _description = "Bank Feed Event"
    _order = "id desc"
    _rec_name = "feed_id"

    feed_id = fields.Many2one("bank.feed", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="feed_id.company_id")
    body = fields.Text(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True)
    origin = fields.Selection([("webhook", "Posted"), ("poll", "Asked for")], required=True, readonly=True)
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("dead", "Not understood")], default="pending", required=True, readonly=True
    )
    error = fields.Text("Reason", readonly=True)
    mutation_ids = fields.One2many("bank.mutation", "event_id", "Mutations", readonly=True)
    mutation_count = fields.Integer("New mutations", compute="_compute_mutation_count")

    _digest_unique = models.UniqueIndex("(feed_id, digest)")
    _pending_idx = models.Index("(feed_id, id) WHERE state = 'pending'")
    _done_idx = models.Index("(create_date) WHERE state = 'done'")

    @api.depends("mutation_ids")
    def _compute_mutation_count(self):
        groups = self.env["bank.mutation"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"])
        counts = {event.id: count for event, count in groups}
        for event in self:
            event.mutation_count = counts.get(event.id, 0)

    def _store(self, feed_id, body, origin):
        """Insert one body with a single statement; the same bytes a second time change nothing.

        :param bytes body: as signed
        :param str origin: webhook or poll
        """
        store_once(self.env.cr, self._table, {"feed_id": feed_id, "origin": origin}, body)

    def action_replay(self):
        """Read these once more; mutations that are known already are known then, too."""
        self.check_access("read")
        self.env["bank.feed"].check_access("write")
        events = self.sudo().filtered(lambda event: event.state == "dead")
        events.write({"state": "pending", "error": False})
        events.feed_id._wake_after_commit()
        return True

    @api.autovacuum
    def _gc_done(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_DONE_DAYS)
        idle = SQL("NOT EXISTS (SELECT FROM bank_mutation WHERE event_id = bank_feed_event.id)")
        return clean(self, SQL("state = 'done' AND create_date < %s AND %s", limit, idle))
