"""What people see of conversations and do with them."""

from . import (
    wa_label,
    discuss_channel_labels,
    discuss_channel_inbox,
    discuss_channel_store,
    discuss_channel_preview,
    discuss_channel_panel,
    res_users_store,
    discuss_channel_list,
    discuss_channel_actions,
)
