from . import test_greeting
from . import test_routing
from . import test_sessions
from . import test_monitoring
from . import test_monitoring_requests
from . import test_cs_accounts
from . import test_translations
