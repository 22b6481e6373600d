from . import bank_feed, bank_feed_event
