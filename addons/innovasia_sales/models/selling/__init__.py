from . import (
    product_pricelist,
    product_pricelist_item,
    product_template_wholesale,
    res_partner,
    res_partner_group,
    sale_channel,
    sale_order_change,
    sale_order_channel,
    sale_order_late,
    sale_order_line_hint,
    sale_report,
    stock_picking,
    watched_fields,
)
from . import sale_order_history, sale_order_line_history, sale_order_line_name
