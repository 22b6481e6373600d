from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.actions import form_window, notification

#: More at once are hardly one person; Odoo itself merges three at a time.
AT_ONCE = 10
#: Of so many groups of duplicates one looks through a list at a time.
SHOWN = 200


class WaContactMerge(models.TransientModel):
    """Contacts that may be one person, to be looked at side by side and made one."""

    _name = "wa.contact.merge"
    _description = "Duplicate Contacts"
    _order = "priority, id"

    reason = fields.Selection(
        [("number", "Same number"), ("email", "Same e-mail address"), ("name", "Same name"), ("chosen", "Chosen by hand")],
        "Why",
        default="chosen",
        readonly=True,
    )
    priority = fields.Integer(readonly=True)
    partner_ids = fields.Many2many("res.partner", string="Contacts")
    kept_id = fields.Many2one(
        "res.partner",
        "Contact that stays",
        compute="_compute_kept_id",
        store=True,
        readonly=False,
        help="What it does not know is filled in from the others.",
    )
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.depends("partner_ids")
    def _compute_kept_id(self):
        for record in self:
            if record.kept_id not in record.partner_ids:
                record.kept_id = record.partner_ids.sorted(_worth_keeping, reverse=True)[:1]._origin

    @api.depends("partner_ids", "kept_id")
    def _compute_preview(self):
        for record in self:
            others = record.partner_ids._origin - record.kept_id
            record.preview = record.kept_id and self.env["ir.qweb"]._render(
                "innovasia_crm.contact_merge_preview",
                {
                    "kept": record.kept_id,
                    "others": others,
                    "numbers": [p.wa_phone for p in others if p.wa_phone and record.kept_id.wa_phone],
                    "conversations": sum((others | record.kept_id).mapped("wa_conversation_count")),
                },
            )

    # --- finding -------------------------------------------------------------------------

    @api.model
    def action_find_duplicates(self):
        """Show which contacts may be one person, the surest first."""
        self.search([("create_uid", "=", self.env.uid)]).unlink()
        found = self.create(self._find_duplicates())
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Duplicates"),
            "res_model": self._name,
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", found.ids)],
            "help": Markup("<p class='o_view_nocontent_smiling_face'>%s</p><p>%s</p>")
            % (
                self.env._("No duplicates"),
                self.env._("No two contacts have the same number, e-mail address, or name without a number of its own."),
            ),
        }

    def _find_duplicates(self):
        """:return: values of these rows, one per group of contacts"""
        groups = [("number", ids) for ids in self._groups_of(self._key_of_number(), "TRUE")]
        groups += [("email", ids) for ids in self._groups_of("email_normalized", "TRUE")]
        # Namesakes are many; one of them without a number may well be the other one.
        groups += [("name", ids) for ids in self._groups_of("lower(name)", "bool_or(wa_number IS NULL)")]
        readable = self.env["res.partner"].search_fetch(
            [("id", "in", [i for _reason, ids in groups for i in ids])], ["company_id"]
        )
        values, seen = [], set()
        for priority, (reason, ids) in enumerate(groups):
            partners = readable & readable.browse(ids)
            ids = tuple(sorted(partners.ids))
            if len(ids) > 1 and len(partners.company_id) < 2 and ids not in seen:
                seen.add(ids)
                values.append({"reason": reason, "priority": priority, "partner_ids": [(6, 0, ids)]})
        return values[:SHOWN]

    def _groups_of(self, key, condition):
        """:return: [ids of contacts that have the same key and, together, fulfil the condition]"""
        self.env["res.partner"].flush_model()
        self.env.cr.execute(
            f"""
            SELECT array_agg(id ORDER BY id)
              FROM res_partner
             WHERE active AND type = 'contact' AND {key} <> ''
                   AND (company_id IS NULL OR company_id = ANY(%(companies)s))
                   AND NOT EXISTS (SELECT FROM res_users WHERE res_users.partner_id = res_partner.id)
                   AND NOT EXISTS (SELECT FROM res_company WHERE res_company.partner_id = res_partner.id)
          GROUP BY {key}
            HAVING count(*) BETWEEN 2 AND %(at_once)s AND {condition}
          ORDER BY min(id)
             LIMIT %(shown)s
            """,
            {
                "companies": self.env.companies.ids,
                "code": str(self.env.company.country_id.phone_code or 62),
                "at_once": AT_ONCE,
                "shown": SHOWN,
            },
        )
        return [ids for (ids,) in self.env.cr.fetchall()]

    @staticmethod
    def _key_of_number():
        """:return: SQL for the number of a contact in one spelling, also where it stands as its phone only"""
        digits = "regexp_replace(phone, '\\D', '', 'g')"
        return f"""
            CASE WHEN wa_number IS NOT NULL THEN wa_number
                 WHEN length({digits}) < 8 THEN ''
                 WHEN phone LIKE '+%%' THEN {digits}
                 WHEN {digits} LIKE '00%%' THEN substr({digits}, 3)
                 WHEN {digits} LIKE '0%%' THEN %(code)s || substr({digits}, 2)
                 WHEN {digits} LIKE %(code)s || '%%' THEN {digits}
                 ELSE %(code)s || {digits}
            END
        """

    @api.model
    def action_merge_chosen(self, partner_ids):
        """Look at contacts that somebody chose in a list.

        :param list partner_ids: at least two
        """
        partners = self.env["res.partner"].browse(partner_ids)
        record = self.create({"partner_ids": [(6, 0, partners.ids)]})
        record._check()
        return record.action_open()

    def action_open(self):
        """Look at these contacts side by side."""
        self.ensure_one()
        return form_window(self.env._("Merge Contacts"), self)

    # --- merging -------------------------------------------------------------------------

    def action_merge(self):
        """Make these contacts one: everything of the others goes to the one that stays. Final."""
        self.ensure_one()
        self._check()
        kept, others = self.kept_id, self.partner_ids - self.kept_id
        conversations = self.env["discuss.channel"].sudo().search([("wa_partner_id", "in", self.partner_ids.ids)])
        notes = [partner.comment for partner in kept + others if partner.comment]
        # sudo: what leads to a contact may lie beyond the supervisor's reach, such as an older message
        merger = self.env["base.partner.merge.automatic.wizard"].sudo()
        for start in range(0, len(others), 2):
            merger._merge((kept + others[start : start + 2]).ids, kept.sudo(), extra_checks=False)
        if len(notes) > 1:
            kept.comment = Markup("").join(notes)
        for account, channels in conversations.grouped("wa_account_id").items():
            channels._wa_notify_queue_changed(account, channels.ids)
        self.unlink()
        return notification(self.env._("These contacts are “%s” now.", kept.name))

    def _check(self):
        """Refuse what must not be merged.

        :raises UserError:
        """
        if not self.env.user.has_group("innovasia_crm.group_cs_supervisor"):
            raise AccessError(self.env._("Only supervisors merge contacts."))
        if not 2 <= len(self.partner_ids) <= AT_ONCE:
            raise UserError(self.env._("Choose two to %s contacts.", AT_ONCE))
        self.partner_ids.check_access("write")
        if self.kept_id not in self.partner_ids:
            raise UserError(self.env._("Choose which of these contacts stays."))
        if len(self.partner_ids.company_id) > 1:
            raise UserError(self.env._("These contacts are of different companies, and stay apart."))
        partners = self.partner_ids.sudo().with_context(active_test=False)
        if accounts := partners.filtered(lambda partner: partner.user_ids or partner.wa_company_ids):
            raise UserError(
                self.env._("“%s” logs in here, or is the company itself: such contacts are not merged.", accounts[0].name)
            )


def _worth_keeping(partner):
    """The contact of the latest conversation, else the one of whom the most is known."""
    known = [partner.wa_number, partner.email, partner.partner_group_id, partner.partner_type_id, partner.street]
    last = partner.wa_last_conversation
    return (bool(last), last and last.timestamp(), len([*filter(None, known)]), -partner._origin.id)
