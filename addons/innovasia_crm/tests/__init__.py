from . import test_access
from . import test_access_bus
from . import test_access_former
from . import test_access_routes
from . import test_access_windows
from . import test_demo
from . import test_greeting
from . import test_hand_over
from . import test_routing
from . import test_sessions
from . import test_telling
from . import test_joining
from . import test_monitoring
from . import test_monitoring_requests
from . import test_monitoring_tours
from . import test_cs_accounts
from . import test_template_use
from . import test_translations
from . import test_otp
from . import test_otp_policy
from . import test_inbox
from . import test_inbox_tours
from . import test_panel
from . import test_labels
from . import test_formats, test_format_template, test_format_editor, test_format_migration
from . import test_quick_formats
from . import test_conversation_list
from . import test_contacts
from . import test_contact_rights
from . import test_contact_import
from . import test_contact_merge
from . import test_cs_limits
from . import test_list_tours
from . import test_automation_emit
from . import test_automation_send
from . import test_automation_outcome, test_automation_keep, test_automation_stale
from . import test_automation_contacts
from . import test_automation_form
from . import test_diagnosis, test_reasons
from . import test_automation_screen, test_server_action
from . import test_access_words
from . import test_hostile_words
