from . import wa_transfer
