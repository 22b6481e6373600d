from . import (
    bank_file_mapping,
    bank_file_mapping_sample,
    bank_file_import,
    bank_file_import_run,
    bank_file_import_told,
    bank_mutation_teller,
)
