from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

#: Meta takes free-form messages this long after the customer's last one.
WINDOW = timedelta(hours=24)


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    channel_type = fields.Selection(selection_add=[("whatsapp", "WhatsApp")], ondelete={"whatsapp": "cascade"})
    wa_account_id = fields.Many2one("wa.account", "Device", index="btree_not_null", ondelete="restrict", readonly=True)
    wa_identity_id = fields.Many2one("wa.identity", ondelete="set null", readonly=True)
    wa_partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="restrict", readonly=True)
    wa_window_expires_at = fields.Datetime(
        "Free replies until",
        readonly=True,
        help="Meta takes free-form messages within 24 hours of the customer's last one (UTC).",
    )

    _wa_identity_unique = models.UniqueIndex("(wa_identity_id) WHERE wa_identity_id IS NOT NULL")
    _wa_interest_idx = models.Index("(wa_account_id, last_interest_dt DESC, id DESC) WHERE channel_type = 'whatsapp'")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            prefix = "default_"
            defaults = {name.removeprefix(prefix): value for name, value in self.env.context.items() if name.startswith(prefix)}
            for vals in vals_list:
                given = {**defaults, **vals}
                is_conversation = given.get("channel_type") == "whatsapp"
                if is_conversation or any(name.startswith("wa_") for name in given):
                    raise AccessError(self.env._("A WhatsApp conversation begins with a customer's message."))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and any(name.startswith("wa_") for name in vals):
            raise AccessError(self.env._("The WhatsApp fields of a conversation are not written directly."))
        return super().write(vals)

    def _wa_create(self, identities):
        """Open the conversation of each of these identities.

        ``install_mode`` keeps Odoo from making the superuser a member of every one.
        """
        return (
            self.sudo()
            .with_context(install_mode=True)
            .create(
                [
                    {
                        "channel_type": "whatsapp",
                        "name": identity.partner_id.name or identity.display_name,
                        "wa_account_id": identity.account_id.id,
                        "wa_identity_id": identity.id,
                        "wa_partner_id": identity.partner_id.id,
                    }
                    for identity in identities
                ]
            )
        )

    def _wa_touch(self, last_message_at):
        """Record the customers' latest messages: the window opens, the conversation comes up.

        :param dict last_message_at: {conversation id: datetime in UTC}
        """
        self.env.cr.execute(
            """
            UPDATE discuss_channel
               SET wa_window_expires_at = greatest(wa_window_expires_at, news.expires_at),
                   last_interest_dt = greatest(last_interest_dt, now() AT TIME ZONE 'UTC'),
                   active = TRUE
              FROM unnest(%s::int[], %s::timestamp[]) AS news(id, expires_at)
             WHERE discuss_channel.id = news.id
            """,
            [list(last_message_at), [at + WINDOW for at in last_message_at.values()]],
        )
        self.browse(last_message_at).invalidate_recordset(["wa_window_expires_at", "last_interest_dt", "active"])

    def _wa_push(self, message):
        """Send a web push of a customer's message to the members who asked for it."""
        recipients = self._notify_get_recipients(message)
        if recipients:
            self._notify_thread_by_web_push(message, recipients)

    def _wa_absorb(self, other):
        """Take over the messages of a conversation that turned out to be with the same person."""
        self.ensure_one()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_message SET res_id = %s WHERE model = 'discuss.channel' AND res_id = %s",
            [self.id, other.id],
        )
        self.env.cr.execute(
            "UPDATE ir_attachment SET res_id = %s WHERE res_model = 'discuss.channel' AND res_id = %s",
            [self.id, other.id],
        )
        self.env.invalidate_all()
        if other.wa_window_expires_at:
            self._wa_touch({self.id: other.wa_window_expires_at - WINDOW})
        self._wa_absorb_members(other)
        other.sudo().write({"wa_identity_id": False, "active": False})

    def _wa_absorb_members(self, other):
        self.sudo().channel_partner_ids += other.sudo().channel_partner_ids
