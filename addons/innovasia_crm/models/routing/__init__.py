"""Whose a conversation is, and until when."""

from . import (
    wa_conversation_mixin,
    wa_session,
    wa_assignment,
    wa_message,
    discuss_channel,
    discuss_channel_tell,
    discuss_channel_route,
    discuss_channel_hand_over,
    discuss_channel_waiting,
    discuss_channel_claim,
    discuss_channel_session,
    discuss_channel_member,
    bus_bus,
    ir_websocket,
    res_users_rules,
    wa_pulse,
)
