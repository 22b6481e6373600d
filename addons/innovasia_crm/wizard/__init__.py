from . import wa_labelling, wa_transfer
from . import wa_cs_account
from . import base_partner_merge
from . import wa_contact_import
from . import wa_contact_import_plan
from . import wa_contact_import_save
from . import wa_contact_merge
from . import wa_automation_test
