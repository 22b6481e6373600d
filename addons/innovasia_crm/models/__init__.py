from . import routing, inbox, words, automation, greeting, monitoring, accounts, contacts
