from . import (
    transfer_intent_page,
    transfer_intent_proof,
    transfer_intent_shown,
    transfer_intent_qr,
    transfer_intent_qr_paid,
    sale_order_portal,
)
