from . import bank_mutation
