"""What an expected transfer writes to its customer by itself, and when rather not."""

from . import trigger_names, wa_trigger, wa_trigger_readers, wa_trigger_quick, transfer_intent_read
from . import reasons, transfer_intent_due, wa_scheduled_transfer
from . import transfer_intent_tell, transfer_intent_messages
from . import wa_automation_moments, wa_automation_starters, wa_diagnosis
