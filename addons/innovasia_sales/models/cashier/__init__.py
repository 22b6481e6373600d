from . import res_company, sale_order_cashier, sale_transaction_cashier
