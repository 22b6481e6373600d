from . import controllers, models, wizard


def post_init_hook(env):
    """Route the conversations that were there before, and give every company texts to answer with."""
    env["discuss.channel"]._wa_adopt()
    env["wa.format"]._create_defaults(env["res.company"].search([]))
