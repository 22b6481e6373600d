from . import bank_mutation, bank_mutation_sighting, bank_mutation_turn
from . import bank_mutation_facts, bank_mutation_ingest, bank_mutation_pending, bank_mutation_wake, bank_mutation_push
from . import account_bank_statement_line, account_journal, account_move, account_move_line, account_partial_reconcile
