from . import sale_order, sale_payment_method, sale_transaction
