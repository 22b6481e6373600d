from . import test_access_intents, test_accounts, test_codes, test_codes_property, test_company_fields, test_intents
from . import test_transfer_words
from . import test_payment_page, test_payment_portal, test_payment_proof, test_payment_qr
from . import test_board, test_board_nonsense, test_dashboard
from . import test_ingest, test_ingest_property, test_feed_webhook, test_feed_events, test_feed_polling, test_mutation_facts
from . import test_bank_file_import, test_bank_file_mapping
from . import test_conversion_transfer
from . import test_verification, test_verification_access, test_verification_answer, test_verification_due
from . import test_settle, test_exception_table, test_matching, test_suggestions, test_transfer_property
from . import test_counter_tours, test_verification_tours
from . import test_booking, test_sum
from . import test_translations
