"""What a sale writes to its customer by itself: when, about what, and when rather not."""

from . import trigger_names, wa_trigger, wa_trigger_readers
from . import sale_order_read, stock_picking_read, account_move_read, quick_orders
from . import res_company, res_partner_supplier, sale_channel
from . import reasons, sale_order_due, wa_scheduled_sale, wa_scheduled_arrival
from . import sale_order_tell, sale_order_follow_up, sale_order_received, stock_picking_tell, account_move_tell
from . import wa_automation_moments, wa_automation_starters, wa_automation_answers, wa_diagnosis, sale_order_messages
