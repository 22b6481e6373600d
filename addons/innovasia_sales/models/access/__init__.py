from . import (
    account_move,
    hidden_costs,
    ir_ui_menu,
    pos_load_mixin,
    pos_order,
    product_pricelist,
    product_pricelist_item,
    product_product,
    product_template,
    res_users,
    stock_lot,
    stock_move,
)
