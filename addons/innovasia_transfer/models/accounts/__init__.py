from . import account_journal, sale_payment_method
