from odoo import fields, models

#: A device that posts come to with a wrong signature is written to at most this often.
REMEMBERED_FOR = "1 minute"


class WaAccount(models.Model):
    """Posts that come to a device's secret address and are not signed with its app secret.

    To Meta's posts that happens when the app secret was mistyped or changed, and nothing else tells of it:
    connecting and sending need only the token.
    """

    _inherit = "wa.account"

    refused_at = fields.Datetime(
        readonly=True, copy=False, help="When a post was refused because the app secret did not sign it; until one fits."
    )

    def write(self, vals):
        if "app_secret" in vals:
            vals = {**vals, "refused_at": False}
        return super().write(vals)

    def _note_refusal(self):
        """Remember that a post to this device was refused just now."""
        self.env.cr.execute(
            """
            UPDATE wa_account SET refused_at = now() AT TIME ZONE 'UTC'
             WHERE id IN (
                SELECT id FROM wa_account
                 WHERE id = %s AND (refused_at IS NULL OR refused_at < now() AT TIME ZONE 'UTC' - %s::interval)
                   FOR UPDATE SKIP LOCKED
             )
            """,
            [self.id, REMEMBERED_FOR],
        )
        self.invalidate_recordset(["refused_at"])

    def _forget_refusals(self):
        """A post fitted: the app secret is right."""
        self.env.cr.execute(
            """
            UPDATE wa_account SET refused_at = NULL
             WHERE id IN (SELECT id FROM wa_account WHERE id = %s FOR UPDATE SKIP LOCKED)
            """,
            [self.id],
        )
        self.invalidate_recordset(["refused_at"])
