from . import transfer_intent_page
