from odoo import models
from odoo.tools import SQL

from .res_users_account import USER

#: Conversations that are given back in one go.
BATCH = 500


class ResUsers(models.Model):
    """Whoever stops serving customers, in whatever way, leaves no conversation and no key behind."""

    _inherit = "res.users"

    def write(self, vals):
        if not {"active", "group_ids", "company_ids"} & vals.keys():
            return super().write(vals)
        serving, active = self._wa_serving(), self.filtered("active")
        result = super().write(vals)
        (serving - self._wa_serving())._wa_give_back()
        if "company_ids" in vals:
            self._wa_give_back_of_other_companies()
        (active - active.filtered("active"))._wa_close_doors()
        return result

    def unlink(self):
        self._wa_serving()._wa_give_back()
        return super().unlink()

    def _wa_serving(self):
        """:return: those of these users who may serve customers now"""
        group = self.env.ref(USER)
        return self.sudo().filtered(lambda user: user.active and group in user.all_group_ids)

    def _wa_give_back(self):
        if self:
            self.env["discuss.channel"].sudo()._wa_release_agent(self, "deactivated")

    def _wa_give_back_of_other_companies(self):
        """Give back what these users serve for companies that are not theirs any more."""
        condition = SQL(
            """
            channel.wa_agent_id = ANY(%s) AND NOT EXISTS (
                SELECT FROM wa_account AS account
                  JOIN res_company_users_rel AS company ON company.cid = account.company_id
                 WHERE account.id = channel.wa_account_id AND company.user_id = channel.wa_agent_id)
            """,
            self.ids,
        )
        channels = self.env["discuss.channel"].sudo()
        while channels._wa_release_where(condition, "new", "deactivated", BATCH, skip=False) == BATCH:
            pass

    def _wa_close_doors(self):
        """End the sessions of deactivated people; their API keys and trusted devices are gone for good."""
        if not self:
            return
        users = self.sudo()
        users.api_key_ids.unlink()
        users.totp_trusted_device_ids.unlink()
        self.env["res.device"].sudo().search([("user_id", "in", users.ids)])._revoke()


class ResGroups(models.Model):
    _inherit = "res.groups"

    def write(self, vals):
        if not {"user_ids", "implied_ids", "implied_by_ids"} & vals.keys():
            return super().write(vals)
        serving = self._wa_serving_users()
        result = super().write(vals)
        serving.invalidate_recordset(["group_ids", "all_group_ids"])
        (serving - serving._wa_serving())._wa_give_back()
        return result

    def unlink(self):
        serving = self._wa_serving_users()
        result = super().unlink()
        serving.invalidate_recordset(["group_ids", "all_group_ids"])
        (serving - serving._wa_serving())._wa_give_back()
        return result

    def _wa_serving_users(self):
        group = self.env.ref(USER, raise_if_not_found=False)
        return self.env["res.users"].sudo().search([("all_group_ids", "in", group.ids)]) if group else self.env["res.users"]
