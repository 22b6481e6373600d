from . import bank_file_upload, transfer_approval, transfer_open, transfer_reason
from . import bank_mutation_entry
from . import bank_mutation_booking, bank_mutation_sum
