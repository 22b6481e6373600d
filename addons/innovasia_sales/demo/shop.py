"""What a shop decides before its first sale: how it keeps its books, how customers pay, and who gets which prices."""

from odoo.fields import Command

#: name: (kind of journal, its short code, whether somebody has to see the money first); Other is there from the start.
METHODS = {
    "Tunai": ("cash", None, False),
    "Transfer BSI": ("bank", "BSI", True),
    "Transfer BCA": ("bank", "BCA", True),
    "Transfer Mandiri": ("bank", "MDR", True),
    "QRIS": ("bank", "QRIS", True),
    "COD": ("cash", "COD", True),
}
#: Where opening balances come from in the Indonesian chart of accounts, and where goods go that a count does not find.
OPENING, LOST = "l10n_id_39000000", "l10n_id_51000010"
RESELLER = "Reseller"
PUBLIC, RESELLERS = "Harga Umum", "Harga Reseller"


def prepare(env):
    """Set the demo company up."""
    company = env.company
    company.write(
        {
            "inventory_valuation": "real_time",
            "cost_method": "average",
            # The shop is too small for sales tax.
            "account_sale_tax_id": False,
            "account_purchase_tax_id": False,
            "receipt_place": company.city,
            "receipt_auto_send": False,
        }
    )
    env.ref("innovasia_sales.product_delivery").write(untaxed())
    losses = env["stock.location"].search([("usage", "=", "inventory"), ("company_id", "=", company.id)])
    losses.valuation_account_id = env["account.chart.template"].ref(LOST)
    _prepare_methods(env)
    _prepare_prices(env)
    _prepare_till(env)


def _prepare_methods(env):
    methods, company = env["sale.payment.method"], env.company
    cash = methods.search([("company_id", "=", company.id), ("journal_id.type", "=", "cash")])
    cash.name = next(iter(METHODS))
    for sequence, (name, (kind, code, verified)) in enumerate(METHODS.items(), 6):
        if code:
            journal = env["account.journal"].create({"name": name, "type": kind, "code": code, "company_id": company.id})
            methods.create({"name": name, "journal_id": journal.id, "needs_verification": verified, "sequence": sequence})


def _prepare_prices(env):
    """Give everybody a price list, and resellers their own: those of the contact book's group Reseller buy by it."""
    pricelists, company = env["product.pricelist"], env.company
    public = pricelists.search([("company_id", "in", (company.id, False))], limit=1)
    public = public or pricelists.create(company._get_default_pricelist_vals())
    # The first one is for who has none.
    public.write({"name": PUBLIC, "sequence": 1})
    pricelist = pricelists.create({"name": RESELLERS, "company_id": company.id})
    groups = env["res.partner.group"]
    group = groups.search([("name", "=", RESELLER)]) or groups.create({"name": RESELLER})
    group.pricelist_id = pricelist
    env["sale.channel"].create({"name": "Shopee", "code": "shopee", "sequence": 40, "color": 3})


def _prepare_till(env):
    """Set up the Point of Sale that stands beside cashier mode, with a drawer of its own."""
    company = env.company
    drawer = env["account.journal"].create({"name": "Kas Toko", "type": "cash", "code": "KTK", "company_id": company.id})
    paid_by = {"Tunai": drawer, "QRIS": method(env, "QRIS").journal_id, "Transfer BCA": method(env, "Transfer BCA").journal_id}
    ways = env["pos.payment.method"].create(
        [{"name": name, "journal_id": journal.id, "company_id": company.id} for name, journal in paid_by.items()]
    )
    env["pos.config"].create({"name": "Toko", "company_id": company.id, "payment_method_ids": [Command.set(ways.ids)]})


def method(env, name):
    """:return: the sale.payment.method of this name"""
    return env["sale.payment.method"].search([("company_id", "=", env.company.id), ("name", "=", name)])


def set_tiers(product, tiers, name):
    """Write wholesale prices as the table of a product does.

    :param dict tiers: {from so many: rupiah}
    :param str name: of the price list
    """
    product.env["product.pricelist.item"].create(
        [
            {
                "pricelist_id": product.env["product.pricelist"].search([("name", "=", name)]).id,
                "product_tmpl_id": product.product_tmpl_id.id,
                "applied_on": "1_product",
                "compute_price": "fixed",
                "min_quantity": quantity if quantity > 1 else 0,
                "fixed_price": price,
            }
            for quantity, price in tiers.items()
        ]
    )


def untaxed():
    """:return: values of a product that is sold without tax"""
    return {"taxes_id": [Command.clear()], "supplier_taxes_id": [Command.clear()]}
