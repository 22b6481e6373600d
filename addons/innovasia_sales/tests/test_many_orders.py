from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestManyOrders(SalesCase):
    """An import of many orders costs as much for each of them as one does."""

    def test_each_line_is_named_once(self):
        lines = type(self.env["sale.order.line"])
        describe, described = lines._get_sale_order_line_multiline_description_sale, []

        def counted(line):
            described.append(line)
            return describe(line)

        values = {"partner_id": self.customer.id, "order_line": [Command.create({"product_id": self.soap.id})] * 2}
        with patch.object(lines, "_get_sale_order_line_multiline_description_sale", counted):
            orders = self.env["sale.order"].create([values] * 10)
        self.assertEqual(set(orders.order_line.mapped("name")), {self.soap.display_name})
        self.assertLessEqual(len(described), 2 * len(orders.order_line))
