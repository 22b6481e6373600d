from . import sale_transaction_result, sale_transaction_result_run
from . import sale_transaction_reject, sale_transaction_reverse
from . import sale_ship, sale_ship_grid, sale_ship_grid_fill, sale_stage_update
from . import sale_order_download, sale_order_rows
from . import sale_settlement
from . import sale_return_undo
