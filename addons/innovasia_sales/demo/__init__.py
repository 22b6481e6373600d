"""The shop of the demo at work: two weeks of sales in the conversations of the crm's demo, in every stage.

Not loaded with the addon. :func:`fill` is called on a fresh copy of the demo database, so that "five minutes ago" is true.
"""

from odoo.addons.innovasia_crm import demo as conversations

from . import stage, story


def fill(env):
    """Let the shop of the demo open, and its people talk and buy; a database that has them already stays as it is."""
    conversations.fill(env, stage.ShopStage, story.steps)
