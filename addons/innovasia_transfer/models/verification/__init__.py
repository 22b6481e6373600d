from . import transfer_verification
