from . import transfer_open, transfer_reason
