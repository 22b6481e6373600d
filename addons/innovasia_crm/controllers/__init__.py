from . import thread
from . import login
