from . import payment_page, portal
from . import feed_webhook
