from . import (
    wa_account,
    wa_identity,
    wa_event,
    wa_message,
    wa_status,
    wa_throttle,
    discuss_channel,
    mail_message,
    res_partner,
)
