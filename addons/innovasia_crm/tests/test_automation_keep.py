"""How long it is kept what became of automatic messages, and that nobody hears anything twice for it."""

from odoo.tests import tagged

from .automation_common import AutomationCase


@tagged("post_install", "-at_install")
class TestKeeping(AutomationCase):
    def setUp(self):
        super().setUp()
        self.company.wa_scheduled_months = 6
        self.customer = self.contact()
        self.row = self.scheduled(self.customer)

    def vacuum(self):
        self.env.flush_all()
        return self.env["wa.scheduled"]._gc_past()

    def test_what_is_older_than_the_company_keeps_is_deleted_unless_it_waits(self):
        self.row.copy({"key": "a", "state": "sent"})
        self.row.copy({"key": "b", "state": "skipped"})
        self.later(days=190)
        recent = self.row.copy({"key": "c", "state": "sent", "due_at": self.now()})
        self.assertEqual(self.vacuum(), (2, False))
        self.assertEqual(self.scheduled(), self.row + recent)

    def test_everything_is_kept_where_the_company_wants_that(self):
        self.company.wa_scheduled_months = 0
        self.row.state = "sent"
        self.later(days=4000)
        self.assertEqual(self.vacuum(), (0, False))

    def test_what_happens_to_a_document_of_which_nothing_is_kept_writes_to_nobody(self):
        self.row.state = "sent"
        self.later(days=400)
        self.env.cr.execute("UPDATE res_partner SET create_date = create_date - interval '400 days'")
        self.env.invalidate_all()
        self.vacuum()
        self.env["wa.automation"]._emit("contact_created", self.customer)
        self.assertOutcome(self.scheduled(self.customer), "skipped", "forgotten")
