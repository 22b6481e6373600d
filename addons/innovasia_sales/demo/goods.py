"""Puts the products of the catalogue on sale, with pictures, prices and an opening stock."""

from base64 import b64encode

from odoo.fields import Command

from . import catalogue, pictures, shop

#: GS1 leaves numbers that begin so to shops.
BARCODES = "200000000000"


def prepare(env):
    """Make categories, products, programmes to give to, wholesale prices and the opening stock."""
    products = {}
    for category, entries in catalogue.GOODS.items():
        products |= _create(env, category, entries, {"type": "consu", "is_storable": True, "available_in_pos": True})
    _create(env, catalogue.DONATIONS, catalogue.PROGRAMMES, {"type": "service", "is_donation": True})
    _receive_opening_stock(env, products)
    for pricelist, prices in ((shop.PUBLIC, catalogue.PUBLIC_PRICES), (shop.RESELLERS, catalogue.RESELLER_PRICES)):
        for code, tiers in prices.items():
            shop.set_tiers(products[code], tiers, pricelist)


def _create(env, category, entries, values):
    """:return: {code: product.product}"""
    group = env["product.category"].create({"name": category})
    made = env["product.template"].create([{**_prepare(entry), **values, "categ_id": group.id} for entry in entries])
    return dict(zip([entry.code for entry in entries], made.product_variant_id, strict=True))


def _prepare(entry):
    return {
        "name": entry.name,
        "default_code": entry.code,
        "list_price": entry.price,
        "standard_price": entry.cost,
        "invoice_policy": "order",
        "image_1920": b64encode(pictures.png(entry.shape, entry.colour, entry.label)),
        **shop.untaxed(),
    }


def _receive_opening_stock(env, products):
    """Bring in what the shop had before, at its cost, against the opening balance."""
    company = env.company
    warehouse = env["stock.warehouse"].search([("company_id", "=", company.id)], limit=1)
    before = env["stock.location"].create(
        {
            "name": "Saldo Awal",
            "usage": "inventory",
            "company_id": company.id,
            "valuation_account_id": env["account.chart.template"].ref(shop.OPENING).id,
        }
    )
    stocked = [entry for entries in catalogue.GOODS.values() for entry in entries if entry.stock]
    for at, product in enumerate(products.values(), 1):
        product.barcode = _barcode(at)
    route = {"location_id": before.id, "location_dest_id": warehouse.lot_stock_id.id}
    picking = env["stock.picking"].create(
        {
            **route,
            "picking_type_id": warehouse.in_type_id.id,
            "origin": "Saldo awal",
            "move_ids": [
                Command.create(
                    {**route, "product_id": products[entry.code].id, "product_uom_qty": entry.stock, "company_id": company.id}
                )
                for entry in stocked
            ],
        }
    )
    picking.action_confirm()
    for move in picking.move_ids:
        move.write({"quantity": move.product_uom_qty, "picked": True})
    picking.button_validate()


def _barcode(number):
    """:return: an EAN-13 with its check digit"""
    digits = f"{BARCODES[: 12 - len(str(number))]}{number}"
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
