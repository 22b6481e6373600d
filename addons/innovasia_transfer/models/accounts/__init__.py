"""Bank accounts and payment methods with unique codes."""

from . import account_journal, account_journal_pool, account_journal_setup, sale_payment_method, res_company, res_partner_bank
