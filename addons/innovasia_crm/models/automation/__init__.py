"""What is said to customers by itself, when, and what became of it."""

from . import wa_automation, wa_scheduled, wa_scheduled_reason
from . import discuss_channel_say
from . import wa_automation_sentence, wa_automation_numbers, wa_automation_preview, wa_automation_screen, wa_automation_starters
from . import wa_scheduled_screen, wa_diagnosis, wa_diagnosis_customer, res_partner_diagnosis
