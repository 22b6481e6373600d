from . import transactions, stages, selling, conversion, returns, settlement, cashier, words, access
