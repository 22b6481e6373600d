from odoo.tests import tagged

from ..tools import payloads
from .common import WireCase


@tagged("post_install", "-at_install")
class TestNotices(WireCase):
    """What Meta tells about the device itself."""

    def _receive_value(self, field="messages", **content):
        value = payloads.value(self.account.phone_number_id, **content)
        event = self.store(payloads.post(value, field=field))
        self.drain()
        self.assertEqual(event.state, "done")

    def test_an_error_of_the_number_is_shown_on_the_device(self):
        error = {"code": 130429, "title": "Rate limit hit", "message": "Rate limit hit"}
        self._receive_value(errors=[error])
        self.assertEqual(self.account.last_error, "Rate limit hit (130429)")

    def test_a_new_limit_is_shown_on_the_device(self):
        self._receive_value("phone_number_quality_update", current_limit="TIER_10K", event="UPGRADE")
        self.assertEqual(self.account.messaging_limit, "TIER_10K")

    def test_news_that_nobody_here_reads_yet_are_no_error(self):
        self._receive_value("account_alerts", alert_type="SOMETHING_NEW")
