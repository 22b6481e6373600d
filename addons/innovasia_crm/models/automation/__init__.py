"""What is said to customers by itself, when, and what became of it."""

from . import wa_automation, wa_scheduled, wa_scheduled_reason, wa_scheduled_keep
from . import wa_automation_emit
from . import wa_scheduled_check, wa_scheduled_route, wa_scheduled_device, wa_scheduled_send, wa_scheduled_job
from . import wa_scheduled_recall
from . import wa_message_scheduled, wa_scheduled_outcome, wa_identity_numbers, wa_account_scheduled, wa_template_scheduled
from . import discuss_channel_say, discuss_channel_scheduled
from . import wa_automation_sentence, wa_automation_numbers, wa_automation_preview, wa_automation_screen, wa_automation_starters
from . import wa_scheduled_screen, ir_actions_server
from . import wa_diagnosis, wa_diagnosis_customer, wa_diagnosis_links, res_partner_diagnosis
from . import res_partner_created, res_partner_birthday, res_users_created
