from . import test_greeting
from . import test_routing
from . import test_sessions
