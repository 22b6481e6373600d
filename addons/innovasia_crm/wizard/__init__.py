from . import wa_transfer
from . import wa_cs_account
