"""The contact book."""

from . import (
    res_partner_group,
    res_partner_type,
    res_partner,
    res_partner_number,
    res_partner_opt_out,
    res_partner_access,
    res_partner_conversations,
    discuss_channel_contact,
    wa_identity,
    wa_account_opt_out,
    wa_message_opt_out,
)
