from . import transfer_match
