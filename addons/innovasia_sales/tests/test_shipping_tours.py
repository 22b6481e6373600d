from odoo.tests import HttpCase, tagged

from .stages_common import StagesData


@tagged("post_install", "-at_install")
class TestShippingTours(StagesData, HttpCase):
    """A seller and somebody of the warehouse ship in a browser."""

    def test_seller_ships_an_order_with_a_scanner(self):
        order = self.order()
        self.start_tour(f"/odoo/action-sale.action_orders/{order.id}", "innovasia_sales.ship", login="stages-seller")
        self.assertEqual((order.stage, order.tracking_numbers), ("received", "JP1234567890"))

    def test_warehouse_ships_several_each_with_its_number(self):
        customers = self.env["res.partner"].create([{"name": "Kartini"}, {"name": "Diponegoro"}])
        gone = self.order(partner_id=self.env["res.partner"].create({"name": "Sudirman"}).id)
        gone.action_ship(False, self.pickup.id)
        first, second = (self.order(partner_id=customer.id) for customer in customers)
        self.start_tour(
            "/odoo/action-stock.action_picking_tree_outgoing", "innovasia_sales.ship_several", login="stages-storeman"
        )
        self.assertEqual((first.stage, second.stage), ("shipped", "ordered"))
