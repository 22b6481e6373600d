"""What customers owe, by age, and settling much of it at once."""

from . import account_move, sale_payment_untold, sale_receivable
