from . import routing, inbox, greeting, monitoring, accounts, contacts
