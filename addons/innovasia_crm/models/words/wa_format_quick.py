import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from odoo.addons.innovasia_whatsapp.tools.clean import clean_text
from odoo.addons.mail.tools.discuss import Store

SUGGESTIONS = 20


class WaFormat(models.Model):
    """Quick formats: answers that are chosen with ``/`` in the composer, one's own or everybody's."""

    _inherit = "wa.format"

    shortcut = fields.Char(help="One word: /hello in a conversation offers this text.")
    user_id = fields.Many2one(
        "res.users",
        "Only for",
        index="btree_not_null",
        ondelete="cascade",
        readonly=True,
        copy=False,
        default=lambda self: not self._wa_may_share() and self.env.user,
    )
    is_private = fields.Boolean(
        "Only for me",
        compute="_compute_is_private",
        inverse="_inverse_is_private",
        help="Colleagues neither see nor use it. Supervisors write the texts that everybody uses.",
    )
    may_share = fields.Boolean(compute="_compute_may_share")

    _shortcut_unique = models.UniqueIndex(
        "(shortcut, COALESCE(company_id, 0), COALESCE(user_id, 0)) WHERE usage = 'quick'",
        "There is a quick reply with this shortcut already, perhaps an archived one.",
    )

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(("user_id", "is_private", "usage")):
            # The record rules said whose texts one may change; now, what one may make of them.
            self.check_access("write")
        return result

    def _prepare(self, vals):
        vals = super()._prepare(vals)
        shortcut = vals.get("shortcut")
        return {**vals, "shortcut": clean_text(shortcut).strip().removeprefix("/").lower()} if shortcut else vals

    def copy_data(self, default=None):
        copies = super().copy_data(default)
        return [
            {**values, "shortcut": record.shortcut and f"{record.shortcut}-2"}
            for record, values in zip(self, copies, strict=True)
        ]

    @api.constrains("usage", "shortcut")
    def _check_shortcut(self):
        for record in self.filtered(lambda r: r.usage == "quick"):
            if not record.shortcut:
                raise ValidationError(self.env._("Give “%s” a shortcut: one word that is typed after /.", record.name))
            if not re.fullmatch(r"[^\s/]+", record.shortcut):
                raise ValidationError(
                    self.env._("The shortcut “%s” is not one word: it has neither spaces nor slashes.", record.shortcut)
                )

    @api.constrains("usage", "user_id")
    def _check_private(self):
        for record in self:
            if record.user_id and record.usage != "quick":
                raise ValidationError(
                    self.env._("“%s” is only for you. What is sent by itself or to many is everybody's.", record.name)
                )

    # --- shared or one's own -------------------------------------------------------------

    def _wa_may_share(self):
        return self.env.su or self.env.user.has_group("innovasia_crm.group_cs_supervisor")

    @api.depends_context("uid")
    def _compute_may_share(self):
        self.may_share = self._wa_may_share()

    @api.depends("user_id")
    def _compute_is_private(self):
        for record in self:
            record.is_private = bool(record.user_id)

    def _inverse_is_private(self):
        for record in self:
            record.user_id = record.is_private and self.env.user

    # --- in the composer -----------------------------------------------------------------

    @api.model
    def wa_suggest(self, term, channel_id):
        """Find the quick formats for what an agent types after ``/``, the best match first.

        :param str term: part of a shortcut, title or text; empty for all
        :param int channel_id: the conversation whose data fill them
        :return: list of {id, shortcut, name, body, file}, the body filled in; ``file`` names the header
        """
        conversation = self.env["discuss.channel"].browse(channel_id)
        conversation.check_access("read")
        # sudo: the device of a conversation that the user reads
        company = conversation.sudo().wa_account_id.company_id
        term = (term or "").strip().removeprefix("/").lower()
        found = self.search(
            [
                ("usage", "=", "quick"),
                ("company_id", "in", (False, company.id)),
                "|",
                "|",
                ("shortcut", "ilike", term),
                ("name", "ilike", term),
                ("body", "ilike", term),
            ]
        ).sorted(lambda record: record._distance(term))[:SUGGESTIONS]
        texts = found._filled_from(conversation)
        return [
            {
                "id": record.id,
                "shortcut": record.shortcut,
                "name": record.name,
                "body": texts[record],
                "file": record.sudo().attachment_id.name,
            }
            for record in found
        ]

    def _filled_from(self, conversation):
        """:return: {format: text}, filled with a conversation's own data, which is read once for all"""
        names = set().union(*(record._variables_used() for record in self))
        values = self.env["wa.trigger"]._values("quick", conversation, names)
        return {record: record._render(values)[conversation.id] for record in self}

    def _distance(self, term):
        """:return: how far this format is from a term, to sort by"""
        name = self.name.lower()
        matches = (
            self.shortcut == term,
            self.shortcut.startswith(term),
            name.startswith(term),
            term in self.shortcut,
            term in name,
        )
        return next((place for place, match in enumerate(matches) if match), len(matches)), self.shortcut

    def wa_attach(self):
        """Put a copy of the header into the composer, as if the agent had uploaded it.

        :return: {"store_data", "attachment_id"} like Odoo's upload
        :raises AccessError: when the format is not the user's to use
        """
        self.ensure_one()
        self.check_access("read")
        if self.usage != "quick" or not self.attachment_id:
            raise AccessError(self.env._("This text has no picture or document to attach."))
        # sudo: who reads the format may send what stands above it
        header = self.attachment_id.sudo()
        copied = header.copy({"res_model": "mail.compose.message", "res_id": 0, "name": header.name})
        data = Store().add(copied, extra_fields=copied._get_store_ownership_fields())
        return {"store_data": data.get_result(), "attachment_id": copied.id}
