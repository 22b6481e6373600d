from . import (
    discuss_channel_conversion,
    discuss_channel_purchases,
    product_template,
    sale_conversion,
    sale_conversion_cart,
    sale_conversion_evidence,
    sale_conversion_offer,
    sale_order_open,
    sale_order_told,
    sale_transaction_entry,
    sale_transaction_told,
)
