from . import access, cashier, conversion, returns, selling, settlement, stages, transactions
