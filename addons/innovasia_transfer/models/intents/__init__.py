"""Amounts that orders wait for: reserved, opened, closed."""

from . import (
    transfer_code,
    transfer_intent,
    transfer_intent_told,
    transfer_intent_state,
    transfer_intent_time,
    transfer_intent_describe,
    transfer_intent_form,
    transfer_closing,
    sale_order,
    sale_order_open,
    sale_order_end,
    sale_order_form,
)
