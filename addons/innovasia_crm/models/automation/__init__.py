"""What is said to customers by itself, when, and what became of it."""

from . import wa_automation, wa_scheduled, wa_scheduled_reason
from . import discuss_channel_say
