"""Sessions, messages and hand-overs of a week in March, and how Monitoring shows them."""

from .common import PeopleCase

#: The 10th of March in Jakarta (UTC+7) is from the 9th, 17:00, to the 10th, 17:00 in UTC.
DAY = {"period": "custom", "date_from": "2026-03-10", "date_to": "2026-03-10"}
WEEK = {"period": "custom", "date_from": "2026-03-09", "date_to": "2026-03-15"}
MORNING = "2026-03-10 02:00:00"


class MonitoringCase(PeopleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor.tz = "Asia/Jakarta"
        cls.monitoring = cls.env["wa.monitoring"].with_user(cls.supervisor).with_context(tz="Asia/Jakarta")
        cls.identities = cls.env["wa.identity"].create(
            [
                {
                    "account_id": cls.account.id,
                    "wa_id": f"62812000{number:04}",
                    "partner_id": cls.env["res.partner"].create({"name": f"Customer {number}"}).id,
                }
                for number in range(6)
            ]
        )
        cls.channels = cls.env["discuss.channel"]._wa_create(cls.identities)

    # --- what happened -------------------------------------------------------------------

    def session(self, **values):
        """A session of a day in March, in a conversation of its own unless said otherwise."""
        values.setdefault("channel_id", self.channels[0].id)
        values.setdefault("started_at", MORNING)
        values.setdefault("ended_at", "2026-03-20 00:00:00")
        if "seconds" in values:
            values["first_response_seconds"] = values.pop("seconds")
            values.setdefault("first_reply_at", MORNING)
            values.setdefault("first_agent_id", self.cs_a.id)
            values.setdefault("agent_id", values["first_agent_id"])
        channel = self.channels.browse(values["channel_id"])
        defaults = {
            "account_id": channel.wa_account_id.id,
            "company_id": channel.wa_account_id.company_id.id,
            "partner_id": channel.wa_partner_id.id,
            "expires_at": "2026-03-20 00:00:00",
        }
        return self.env["wa.session"].create({**defaults, **values})

    def written(self, user, at, direction="outbound", kind="text"):
        """A message of somebody, written at a moment (UTC)."""
        message = self.env["wa.message"].create(
            {
                "account_id": self.account.id,
                "identity_id": self.identities[0].id,
                "channel_id": self.channels[0].id,
                "user_id": user.id if user else False,
                "direction": direction,
                "kind": kind,
                "state": "sent" if direction == "outbound" else "received",
                "timestamp": at if direction == "inbound" else False,
            }
        )
        self.env.flush_all()
        self.env.cr.execute("UPDATE wa_message SET create_date = %s WHERE id = %s", [at, message.id])
        message.invalidate_recordset()
        return message

    def assigned(self, session, agent, at=MORNING, reason="reply"):
        self.env["wa.assignment"].create(
            {
                "channel_id": session.channel_id.id,
                "session_id": session.id,
                "agent_id": agent.id,
                "date": at,
                "reason": reason,
            }
        )

    # --- what is shown -------------------------------------------------------------------

    def dashboard(self, filters=None, **more):
        return self.monitoring.get_dashboard({**(DAY if filters is None else filters), **more})

    def row(self, user, data=None):
        return next((row for row in (data or self.dashboard())["agents"] if row["id"] == user.id), None)
