from . import (
    discuss_channel,
    sale_conversion,
    sale_order,
    sale_payment_method,
    transfer_intent_cashier,
    transfer_intent_entry,
    transfer_intent_panel,
    transfer_verification,
)
