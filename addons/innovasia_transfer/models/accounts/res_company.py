from odoo import models

MATCHERS = "innovasia_transfer.group_matcher"


class ResCompany(models.Model):
    """Who in a company hears of what cannot wait."""

    _inherit = "res.company"

    def _people_in(self, group=MATCHERS):
        """
        :param str group: XML ID of a group
        :return: res.users of this company who are in it, the oldest first; never the system's own user
        """
        self.ensure_one()
        # sudo: whoever causes the news need not see users and groups
        users = self.env.ref(group).sudo().all_user_ids
        return users.filtered(
            lambda user: user.active and not user.share and not user._is_superuser() and self in user.company_ids
        ).sorted("id")
