from . import discuss, thumbnail, typing, webhook
