from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..models.background import after_commit


@tagged("post_install", "-at_install")
class TestAfterCommit(TransactionCase):
    @mute_logger("odoo.addons.innovasia_whatsapp.models.background")
    def test_trouble_after_the_commit_is_not_told_as_if_nothing_had_been_saved(self):
        """Somebody who is told so sends the same message a second time."""
        done = []

        def fail(accounts):
            raise ZeroDivisionError

        after_commit(self.env["wa.account"], "test.trouble", fail)
        after_commit(self.env["wa.account"], "test.next", done.append)
        with self.enter_registry_test_mode():
            self.env.cr.postcommit.run()
        self.assertEqual(len(done), 1)
