from . import sale_order_download
