from . import test_transaction_accept
from . import test_shipping, test_ship_grid, test_shipping_tours, test_stages, test_stages_pos
from . import test_conversion, test_conversion_tours, test_manual_entry, test_purchases
from . import test_transaction_entry
from . import test_transaction_undo
from . import test_hidden_costs, test_roles
from . import test_late_edits, test_many_orders, test_order_history, test_sales_channel, test_sales_list, test_wholesale
from . import test_transaction_settlement, test_many_at_once
from . import test_receipt_sending, test_receipts, test_transaction_review
from . import test_lots, test_returns, test_return_undo
from . import test_settlement
from . import test_cashier, test_cashier_tours
from . import test_till_without_costs
from . import test_bulk_returns
from . import test_books_property
from . import test_access_evidence, test_access_money, test_access_shipping
from . import test_access_windows
from . import test_follow_up, test_order_diagnosis, test_order_portal, test_order_triggers, test_variable_table
from . import test_translations
from . import test_access_own_documents, test_return_access
from . import test_new_customers
from . import test_quick_orders
from . import test_buttons
from . import test_access_words
