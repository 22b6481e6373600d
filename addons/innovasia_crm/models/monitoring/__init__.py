"""How it goes: for supervisors."""

from . import (
    wa_session_stats,
    wa_message_stats,
    wa_monitoring,
    wa_monitoring_queries,
    wa_monitoring_drilldown,
    ir_websocket_monitoring,
)
