from odoo import api, models

PRODUCTS = ("product.product", "product.template")
PRICES = ("product.pricelist", "product.pricelist.item")


class PosLoadMixin(models.AbstractModel):
    _inherit = "pos.load.mixin"

    @api.model
    def _load_pos_data_search_read(self, data, config):
        # sudo: a till reckons prices itself, by its own price lists, also those that are made from costs
        asked = self.sudo() if self._name in PRICES else self
        return super(PosLoadMixin, asked)._load_pos_data_search_read(data, config)

    @api.model
    def _load_pos_data_read(self, records, config):
        """The Point of Sale expects a cost of every product: for cashiers who may not see it, zero.

        Where a price list is made from costs, it has to be the true one, or the till would sell at a wrong price.
        """
        rows = super()._load_pos_data_read(records, config)
        if self._name in PRODUCTS and rows and "standard_price" not in rows[0]:
            rules = (config.available_pricelist_ids | config.pricelist_id).sudo().item_ids
            needed = config.use_pricelist and "standard_price" in rules.mapped("base")
            costs = {product.id: product.standard_price for product in records.sudo()} if needed else {}
            for row in rows:
                row["standard_price"] = costs.get(row["id"], 0)
        return rows
