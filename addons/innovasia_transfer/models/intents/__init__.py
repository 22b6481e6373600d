from . import transfer_code, transfer_intent
