from . import thread
from . import login
from . import vcard
