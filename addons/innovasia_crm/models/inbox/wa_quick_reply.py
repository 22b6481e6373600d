import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.innovasia_whatsapp.tools.markup import to_html

from ...tools.placeholders import fill, presentable, spelled, unknown

#: As long as one WhatsApp message.
LONGEST = 4096
SUGGESTIONS = 20
#: What may be filled in, by the names of spec/001 and their everyday words.
PLACEHOLDERS = ("contactname", "nama", "username", "cs", "perangkat")


class WaQuickReply(models.Model):
    """An answer that is written once and chosen with ``/`` in the composer."""

    _name = "wa.quick.reply"
    _description = "WhatsApp Quick Reply"
    _order = "shortcut, id"

    name = fields.Char("Title", required=True)
    shortcut = fields.Char(required=True, help="One word: /hello in a conversation offers this reply.")
    body = fields.Text("Text", required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index=True, default=lambda self: self.env.company, help="Empty: for all companies."
    )
    user_id = fields.Many2one(
        "res.users",
        "Only for",
        index=True,
        ondelete="cascade",
        readonly=True,
        copy=False,
        default=lambda self: not self._wa_may_share() and self.env.user,
    )
    is_private = fields.Boolean(
        "Only for me",
        compute="_compute_is_private",
        inverse="_inverse_is_private",
        help="Colleagues neither see nor use it. Supervisors write the replies that everybody uses.",
    )
    may_share = fields.Boolean(compute="_compute_may_share")
    preview = fields.Html(
        compute="_compute_preview", sanitize=False, help="As the customer will read it, with an example's data."
    )

    _shortcut_unique = models.UniqueIndex(
        "(shortcut, COALESCE(company_id, 0), COALESCE(user_id, 0))",
        "There is a quick reply with this shortcut already, perhaps an archived one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._wa_prepare(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._wa_prepare(vals))
        if not vals.keys().isdisjoint(("user_id", "is_private")):
            # The record rules said whose replies one may change; now, what one may make of them.
            self.check_access("write")
        return result

    def _wa_prepare(self, vals):
        if not vals.get("shortcut"):
            return vals
        return {**vals, "shortcut": vals["shortcut"].strip().removeprefix("/").lower()}

    def copy_data(self, default=None):
        copies = super().copy_data(default)
        return [{**values, "shortcut": f"{reply.shortcut}-2"} for reply, values in zip(self, copies, strict=True)]

    @api.constrains("shortcut")
    def _check_shortcut(self):
        for reply in self:
            if not re.fullmatch(r"[^\s/]+", reply.shortcut):
                raise ValidationError(
                    self.env._("The shortcut “%s” is not one word: it has neither spaces nor slashes.", reply.shortcut)
                )

    @api.constrains("body")
    def _check_body(self):
        for reply in self:
            if not reply.body.strip():
                raise ValidationError(self.env._("A quick reply needs a text."))
            if len(reply.body) > LONGEST:
                raise ValidationError(
                    self.env._(
                        "The text has %(length)s characters; a WhatsApp message has %(longest)s at most.",
                        length=len(reply.body),
                        longest=LONGEST,
                    )
                )
            if strange := unknown(reply.body, PLACEHOLDERS):
                raise ValidationError(
                    self.env._(
                        "Unknown: %(unknown)s. What can be filled in: %(allowed)s",
                        unknown=" ".join(strange),
                        allowed=spelled(PLACEHOLDERS),
                    )
                )

    # --- shared or one's own -------------------------------------------------------------

    def _wa_may_share(self):
        return self.env.su or self.env.user.has_group("innovasia_crm.group_cs_supervisor")

    @api.depends_context("uid")
    def _compute_may_share(self):
        self.may_share = self._wa_may_share()

    @api.depends("user_id")
    def _compute_is_private(self):
        for reply in self:
            reply.is_private = bool(reply.user_id)

    def _inverse_is_private(self):
        for reply in self:
            reply.user_id = reply.is_private and self.env.user

    # --- as the customer reads it --------------------------------------------------------

    @api.depends("body")
    def _compute_preview(self):
        device = self.env["wa.account"].search([], limit=1)
        example = self._wa_values(self.env._("Siti Rahma"), device.name or self.env.company.name)
        for reply in self:
            reply.preview = to_html(fill(reply.body, example))

    @api.model
    def _wa_values(self, customer, device):
        """:return: {placeholder: value}, spoken by the current user"""
        user = self.env.user.name
        return dict(zip(PLACEHOLDERS, (customer, customer, user, user, device), strict=True))

    @api.model
    def wa_suggest(self, term, channel_id):
        """Find the quick replies for what an agent types after ``/``, the best match first.

        :param str term: part of a shortcut, title or text; empty for all
        :param int channel_id: the conversation whose data fill them
        :return: list of {id, shortcut, name, body}, the body filled in
        """
        conversation = self.env["discuss.channel"].browse(channel_id)
        conversation.check_access("read")
        # sudo: customer and device of a conversation that the user reads
        customer, device = conversation.sudo().wa_partner_id, conversation.sudo().wa_account_id
        term = (term or "").strip().removeprefix("/").lower()
        found = self.search(
            [
                ("company_id", "in", (False, device.company_id.id)),
                "|",
                "|",
                ("shortcut", "ilike", term),
                ("name", "ilike", term),
                ("body", "ilike", term),
            ]
        )
        values = self._wa_values(presentable(customer.name), device.name or "")
        return [
            {"id": reply.id, "shortcut": reply.shortcut, "name": reply.name, "body": fill(reply.body, values)}
            for reply in found.sorted(lambda reply: reply._wa_distance(term))[:SUGGESTIONS]
        ]

    def _wa_distance(self, term):
        """:return: how far this reply is from a term, to sort by"""
        name = self.name.lower()
        matches = (
            self.shortcut == term,
            self.shortcut.startswith(term),
            name.startswith(term),
            term in self.shortcut,
            term in name,
        )
        return next((place for place, match in enumerate(matches) if match), len(matches)), self.shortcut
