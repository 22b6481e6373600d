from . import bank_file_import, bank_file_mapping
