from . import discuss, typing, webhook
