"""What nobody needs any more goes a batch at a time: a table of millions is never locked as a whole."""

from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..models import background
from .common import WireData


@tagged("post_install", "-at_install")
class TestCleaning(WireData, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["wa.event"].search([]).unlink()
        states = ("done", "done", "done", "dead", "pending")
        posts = [{"account_id": cls.account.id, "body": "{}", "digest": str(i), "state": s} for i, s in enumerate(states)]
        cls.old = cls.env["wa.event"].create(posts)
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE wa_event SET create_date = create_date - interval '15 days'")
        cls.recent = cls.old[0].copy({"digest": "recent"})

    def test_posts_that_were_worked_off_go_after_two_weeks_batch_by_batch(self):
        events = self.env["wa.event"]
        with patch.object(background, "CLEANED", 2):
            self.assertEqual(events._gc_done(), (2, True))
            self.assertEqual(self.old.exists().mapped("state"), ["done", "dead", "pending"])
            self.assertEqual(events._gc_done(), (1, False))
        self.assertEqual(self.old.exists().mapped("state"), ["dead", "pending"])
        self.assertTrue(self.recent.exists())
