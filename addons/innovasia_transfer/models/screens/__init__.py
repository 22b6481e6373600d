"""What people look at: unpaid orders beside unmatched money, the bank's mutations, and how it all goes."""

from . import (
    bank_mutation_balance,
    bank_mutation_buttons,
    bank_mutation_row,
    bank_mutation_search,
    sale_transaction_row,
    transfer_board,
    transfer_board_match,
    transfer_board_suggest,
    transfer_board_unmatched,
    transfer_board_unpaid,
    transfer_dashboard,
    transfer_dashboard_lists,
    transfer_dashboard_queries,
    transfer_intent_row,
    transfer_live,
    transfer_match_screen,
    transfer_pairing,
    transfer_reason,
    transfer_shown,
)
