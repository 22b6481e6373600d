from . import discuss, webhook
