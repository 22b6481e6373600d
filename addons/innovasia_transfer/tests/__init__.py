from . import test_company_fields, test_intents, test_settle
from . import test_transfer_words
