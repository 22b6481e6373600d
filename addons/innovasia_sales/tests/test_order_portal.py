from odoo.tests import HttpCase, tagged

from .stages_common import StagesData


@tagged("post_install", "-at_install")
class TestOrderPortal(StagesData, HttpCase):
    """What a customer sees of an order."""

    def test_customer_is_offered_no_software_to_connect(self):
        order = self.order()
        page = self.url_open(order.get_portal_url()).text
        self.assertIn(order.name, page)
        self.assertNotIn("connect_software", page)
