from . import controllers, models, wizard


def post_init_hook(env):
    """Route the conversations that were there before."""
    env["discuss.channel"]._wa_adopt()
