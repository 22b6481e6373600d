from . import bank_feed, bank_feed_event
from . import bank_feed_read, bank_feed_drain, bank_feed_ask, bank_feed_health, bank_feed_form
