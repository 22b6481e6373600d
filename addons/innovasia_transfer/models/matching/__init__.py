"""Money that arrived, and what it was for: found, settled, booked; undone, paid back, taken back."""

from . import (
    transfer_match,
    transfer_match_undo,
    transfer_match_candidates,
    transfer_match_run,
    sale_payment_method_transfer,
    sale_transaction_transfer,
    transfer_intent_settle,
    transfer_intent_alert,
    bank_mutation_lock,
    bank_mutation_match,
    bank_mutation_paid,
    bank_mutation_book,
    bank_mutation_refund,
    bank_mutation_sum,
    bank_mutation_suggest,
)
