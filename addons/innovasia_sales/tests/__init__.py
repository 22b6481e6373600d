from . import test_transaction_accept
from . import test_shipping, test_stages
from . import test_conversion, test_manual_entry
from . import test_transaction_entry
from . import test_transaction_undo
