"""Goods that come back, the money for them, and what customers get instead."""

from . import (
    res_company,
    sale_return_reason,
    sale_return,
    sale_return_line,
    sale_return_replacement,
    sale_return_edit,
    sale_return_process,
    sale_return_goods,
    sale_return_credit,
    sale_return_settle,
    sale_return_exchange,
    sale_return_bulk,
    sale_return_bulk_line,
    sale_order,
    sale_order_line,
    account_move,
    account_payment,
    sale_transaction,
    stock_picking,
    stock_return_picking_line,
)
