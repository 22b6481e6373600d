import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.innovasia_whatsapp.tools.numbers import normalise, pretty

USER, CS, SUPERVISOR = "innovasia_whatsapp.group_user", "innovasia_crm.group_cs", "innovasia_crm.group_cs_supervisor"
ADMIN = "innovasia_whatsapp.group_admin"
DEFAULT_COUNTRY = "ID"
#: Who sees the colleagues' numbers.
MANAGERS = f"{SUPERVISOR},base.group_erp_manager"
#: What a log-in that is meant as a number is made of.
_NUMBER_LIKE = re.compile(r"[\d\s()+./\-]{6,}")


class ResUsers(models.Model):
    """The account of a CS: a WhatsApp number that is the log-in, and what the list of accounts shows."""

    _inherit = "res.users"

    # Not the contact's field of the same name: whoever edits contacts must not redirect log-in codes.
    wa_number = fields.Char(
        "WhatsApp number",
        copy=False,
        groups=MANAGERS,
        help="The person's own WhatsApp number: log-in codes go there, and it works as the log-in in any spelling.",
    )
    wa_number_shown = fields.Char("Number", compute="_compute_wa_number_shown", compute_sudo=True, groups=MANAGERS)
    wa_role = fields.Selection(
        [("cs", "CS"), ("supervisor", "Supervisor"), ("admin", "Administrator")],
        "Role in WhatsApp",
        compute="_compute_wa_role",
        compute_sudo=True,
    )
    wa_open_count = fields.Integer("Open conversations", compute="_compute_wa_counts", groups=MANAGERS)
    wa_waiting_count = fields.Integer(
        "Waiting", compute="_compute_wa_counts", groups=MANAGERS, help="Open conversations whose customer waits for an answer."
    )
    wa_last_login = fields.Datetime("Last log-in", compute="_compute_wa_last_login", compute_sudo=True, groups=MANAGERS)

    _wa_number_unique = models.UniqueIndex(
        "(wa_number) WHERE wa_number IS NOT NULL", "This WhatsApp number already belongs to another account."
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "wa_number", "wa_number_shown", "wa_role"]

    @api.depends("wa_number")
    def _compute_wa_number_shown(self):
        for user in self:
            user.wa_number_shown = user.wa_number and pretty(user.wa_number)

    @api.depends("all_group_ids")
    def _compute_wa_role(self):
        roles = [(self.env.ref(ADMIN), "admin"), (self.env.ref(SUPERVISOR), "supervisor"), (self.env.ref(USER), "cs")]
        for user in self:
            user.wa_role = next((role for group, role in roles if group in user.all_group_ids), False)

    @api.depends_context("allowed_company_ids")
    def _compute_wa_counts(self):
        served = [
            ("wa_state", "=", "assigned"),
            ("wa_agent_id", "in", self.ids),
            ("wa_account_id.company_id", "in", self.env.companies.ids),
        ]
        channels = self.env["discuss.channel"].sudo()
        open_counts = dict(channels._read_group(served, ["wa_agent_id"], ["__count"]))
        waiting = [*served, ("wa_waiting_since", "!=", False)]
        waiting_counts = dict(channels._read_group(waiting, ["wa_agent_id"], ["__count"]))
        for user in self:
            user.wa_open_count = open_counts.get(user._origin, 0)
            user.wa_waiting_count = waiting_counts.get(user._origin, 0)

    def _compute_wa_last_login(self):
        logs = self.env["res.users.log"]._read_group([("create_uid", "in", self.ids)], ["create_uid"], ["create_date:max"])
        last = {user.id: date for user, date in logs}
        for user in self:
            user.wa_last_login = last.get(user._origin.id)

    # --- the number ----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._wa_with_normal_number(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._wa_with_normal_number(vals))

    @api.model
    def _wa_with_normal_number(self, vals):
        if not vals.get("wa_number"):
            return vals
        return {**vals, "wa_number": self._wa_normal_number(vals["wa_number"])}

    @api.model
    def _wa_normal_number(self, number):
        """:return: the digits with the country code
        :raises ValidationError: when it is no phone number
        """
        normal = self._wa_understand(number)
        if not normal:
            raise ValidationError(
                self.env._(
                    "“%(number)s” is not a phone number. Write it like 0812-3456-7890 or +62 812-3456-7890.", number=number
                )
            )
        return normal

    @api.model
    def _wa_understand(self, number):
        """:return: the digits of a number as it is written in the company's country, None if it is none"""
        return normalise(number, self.env.company.country_code or DEFAULT_COUNTRY) or normalise(number, DEFAULT_COUNTRY)

    # --- logging in ----------------------------------------------------------------------

    @api.model
    def _get_login_domain(self, login):
        """The log-in's name first; else the WhatsApp number, however it is written."""
        domain = super()._get_login_domain(login)
        if not isinstance(login, str) or not _NUMBER_LIKE.fullmatch(login.strip()):
            return domain
        if self.sudo().with_context(active_test=False).search_count(domain, limit=1):
            return domain
        # Nobody is logged in yet: 0812… may be meant in the country of any company.
        companies = self.env["res.company"].sudo().search([])  # pylint: disable=no-search-all
        countries = {company.country_code or DEFAULT_COUNTRY for company in companies} | {DEFAULT_COUNTRY}
        return Domain("wa_number", "in", [number for country in countries if (number := normalise(login, country))])
