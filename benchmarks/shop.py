"""A shop to measure in: a customer, goods in stock, and orders."""

from odoo import Command

LINES = 2


class Shop:
    """A customer and goods in stock, in one database, with Odoo's own modules."""

    def __init__(self, env):
        self.env = env
        # As in the databases of the tests: commits wait for the disk on neither side.
        env.cr.execute("SET synchronous_commit = off")
        self.customer = env["res.partner"].create({"name": "Pelanggan", "country_id": env.ref("base.id").id})
        self.products = env["product.product"].create(
            [
                {
                    "name": f"Barang {number}",
                    "type": "consu",
                    "is_storable": True,
                    "list_price": 25_000,
                    "invoice_policy": "order",
                    "taxes_id": [Command.clear()],
                }
                for number in range(LINES)
            ]
        )
        warehouse = env["stock.warehouse"].search([("company_id", "=", env.company.id)], limit=1)
        for product in self.products:
            env["stock.quant"]._update_available_quantity(product, warehouse.lot_stock_id, 1_000_000)
        env.cr.commit()

    def order(self, count: int, **values):
        """Quotations of one of each of the goods."""
        lines = [Command.create({"product_id": product.id}) for product in self.products]
        return self.env["sale.order"].create(
            [{"partner_id": self.customer.id, "order_line": lines, **values} for _ in range(count)]
        )
