"""What a sale writes to its customer by itself: when, about what, and when rather not."""

from . import trigger_names, wa_trigger, wa_trigger_readers
from . import sale_order_read, stock_picking_read, account_move_read
from . import res_company, sale_channel
