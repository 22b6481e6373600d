"""What a device answers by itself."""

from . import (
    wa_account_hours,
    wa_account_greeting,
    wa_session_greeting,
    wa_message_greeting,
)
