from . import routing, inbox, contacts, words, automation, greeting, monitoring, accounts
