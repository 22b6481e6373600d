from datetime import timedelta

from odoo import fields, models


class ResCompany(models.Model):
    """Who answers a manual verification, and until when."""

    _inherit = "res.company"

    transfer_answer_minutes = fields.Integer(
        "Manual verifications are answered within (minutes)",
        default=60,
        help="Counted from when it is sent to finance. What is answered later is listed as overdue.",
    )
    transfer_answer_calendar_id = fields.Many2one(
        "resource.calendar",
        "Working hours of finance",
        check_company=True,
        ondelete="restrict",
        help="The minutes are counted within these hours only; holidays do not count. Empty: around the clock.",
    )
    transfer_answer_user_ids = fields.Many2many(
        "res.users",
        "transfer_answer_users",
        string="Asked to verify",
        help="Who gets a task for each manual verification. Empty: everybody who matches transfers.",
    )

    _transfer_answer = models.Constraint(
        "CHECK (transfer_answer_minutes BETWEEN 5 AND 10080)", "Manual verifications are answered within 5 minutes to 7 days."
    )

    def _transfer_answer_until(self, asked_at):
        """:param datetime asked_at: when it is sent to finance (UTC)
        :return: until when it is to be answered (UTC); by the clock where the working hours have no hour at all"""
        self.ensure_one()
        time, calendar = timedelta(minutes=self.transfer_answer_minutes), self.transfer_answer_calendar_id
        planned = calendar and calendar.plan_hours(time.total_seconds() / 3600, asked_at, compute_leaves=True)
        return planned or asked_at + time

    def _transfer_answerers(self, asking):
        """:param asking: res.users who ask
        :return: res.users who are asked: those chosen, as long as one of them may answer; otherwise all who may"""
        self.ensure_one()
        others = self._people_in() - asking
        return others & self.transfer_answer_user_ids or others
