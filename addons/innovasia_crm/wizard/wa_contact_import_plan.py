import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import html
from markupsafe import Markup

from odoo import models
from odoo.fields import Command, Domain
from odoo.tools import email_normalize

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ..tools.contact_file import number_text

LONGEST = 255
COPIED = ("name", "email", "street", "city", "zip")
#: column: (field of the contact, model of its values)
NAMED = {
    "group": ("partner_group_id", "res.partner.group"),
    "type": ("partner_type_id", "res.partner.type"),
    "tags": ("category_id", "res.partner.category"),
}
#: Stands for a group, type or tag that is yet to be created.
TO_CREATE = 0


class Refusal(Exception):
    """Why a row is not imported, as a person reads it."""


@dataclass
class Plan:
    """What importing a file does."""

    new: list = field(default_factory=list)  # (row number, cells, values)
    changed: list = field(default_factory=list)  # (row number, cells, contact, values)
    unchanged: int = 0
    refused: list = field(default_factory=list)  # (row number, cells, reason)
    missing: dict = field(default_factory=lambda: defaultdict(dict))  # column: {name as compared: name}


class WaContactImport(models.TransientModel):
    """From the rows of a file to what is to be done about each: no row is looked up by itself."""

    _inherit = "wa.contact.import"

    def _plan(self, table):
        """Decide about every row; nothing is saved.

        :param table: :class:`contact_file.Table`
        :rtype: Plan
        """
        plan = Plan()
        names = {column: self._known_names(model) for column, (_field, model) in NAMED.items()}
        accepted, first = [], {}
        for row, cells in table.rows:
            try:
                values = self._read_row(cells, names)
                number = values["number"]
                if number in first:
                    raise Refusal(self.env._("The same number as in row %s.", first[number]))
            except Refusal as refusal:
                plan.refused.append((row, cells, str(refusal)))
                continue
            first[number] = row
            accepted.append((row, cells, values))
        contacts = self.env["res.partner"]._wa_lookup(self.company_id, set(first))
        accounts = self._accounts(contacts.values())
        for row, cells, values in accepted:
            contact = contacts.get(values["number"])
            if contact and contact in accounts:
                reason = self.env._("“%s” logs in here: this contact is not changed by an import.", contact.name)
                plan.refused.append((row, cells, reason))
                continue
            for column, missing in values["missing"].items():
                plan.missing[column] |= missing
            self._plan_row(plan, row, cells, values, contact and contact.sudo(False))
        plan.refused.sort(key=lambda refusal: refusal[0])
        return plan

    def _plan_row(self, plan, row, cells, values, contact):
        if not contact:
            plan.new.append((row, cells, self._prepare_new(values)))
        elif self.update_existing and (changes := self._prepare_changes(values, contact)):
            plan.changed.append((row, cells, contact, changes))
        else:
            plan.unchanged += 1

    # --- one row -------------------------------------------------------------------------

    def _read_row(self, cells, names):
        """:return: the values of a row, by column, with ids instead of names
        :raises Refusal:
        """
        for column, text in cells.items():
            if column != "note" and len(text) > LONGEST:
                raise Refusal(self.env._("Too long: “%s…”", text[:40]))
        values = {column: " ".join(cells.get(column, "").split()) for column in COPIED}
        values |= {"number": self._read_number(cells["number"]), "note": cells.get("note", ""), "missing": defaultdict(dict)}
        if values["email"] and not email_normalize(values["email"]):
            raise Refusal(self.env._("“%s” is no e-mail address.", values["email"]))
        for column in NAMED:
            text = cells.get(column, "")
            values[column] = [
                self._find_name(column, name, names[column], values["missing"])
                for name in (re.split(r"[,;|]", text) if column == "tags" else [text])
                if name.strip()
            ]
        return values

    def _read_number(self, cell):
        if not cell:
            raise Refusal(self.env._("No WhatsApp number."))
        text = number_text(cell)
        if text is None:
            raise Refusal(
                self.env._("Excel has shortened the number to “%s”. Format the column as text and type it anew.", cell)
            )
        number = self.env["res.partner"]._wa_normalise(text, self.company_id)
        if not number:
            raise Refusal(self.env._("“%s” is no possible WhatsApp number.", cell))
        return number

    def _find_name(self, column, name, known, missing):
        name = " ".join(name.split())
        key = name.casefold()
        if key in known:
            return known[key]
        if not self.create_names:
            texts = {
                "group": self.env._("Unknown group: “%s”", name),
                "type": self.env._("Unknown type: “%s”", name),
                "tags": self.env._("Unknown tag: “%s”", name),
            }
            raise Refusal(texts[column])
        missing[column].setdefault(key, name)
        return TO_CREATE

    def _known_names(self, model):
        """:return: {name as compared: id}, in English and in the languages of the user and of the company"""
        of_company = Domain("company_id", "in", [False, self.company_id.id])
        domain = of_company if "company_id" in self.env[model]._fields else Domain.TRUE
        known = {}
        for lang in {"en_US", self.env.lang or "en_US", self.company_id.partner_id.lang or "en_US"}:
            for record in self.env[model].with_context(lang=lang).search(domain):
                known.setdefault(" ".join(record.name.split()).casefold(), record.id)
        return known

    def _accounts(self, contacts):
        """:return: those of these contacts who log in, or are a company of this system"""
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        domain = Domain("user_ids", "!=", False) | Domain("wa_company_ids", "!=", False)
        return partners.search(Domain("id", "in", [contact.id for contact in contacts]) & domain)

    # --- values --------------------------------------------------------------------------

    def _prepare_new(self, values):
        new = {name: values[name] for name in COPIED if values[name]}
        number = values["number"]
        new |= {
            "name": values["name"] or pretty(number),
            "wa_number": f"+{number}",
            "phone": pretty(number),
            "company_id": self.company_id.id,
        }
        for column in ("group", "type"):
            if values[column]:
                new[NAMED[column][0]] = values[column][0]
        if values["tags"]:
            new["category_id"] = [Command.set(values["tags"])]
        if values["note"]:
            new["comment"] = _paragraph(values["note"])
        return new

    def _prepare_changes(self, values, contact):
        """:return: what the row says and the contact does not; empty cells say nothing"""
        changes = {name: values[name] for name in COPIED if values[name] and values[name] != contact[name]}
        if not contact.wa_number:
            changes["wa_number"] = f"+{values['number']}"
        for column in ("group", "type"):
            name = NAMED[column][0]
            if values[column] and values[column][0] != contact[name].id:
                changes[name] = values[column][0]
        tags = set(values["tags"]) - set(contact.category_id.ids)
        if tags:
            changes["category_id"] = [Command.link(tag) for tag in sorted(tags)]
        if values["note"] and _bare(values["note"]) not in _bare(_text(contact.comment)):
            changes["comment"] = Markup(contact.comment or "") + _paragraph(values["note"])
        return changes


def _paragraph(note):
    lines = [Markup("%s") % line for line in note.splitlines()]
    return Markup("<p>%s</p>") % Markup("<br/>").join(lines)


def _text(comment):
    return html.fromstring(f"<div>{comment}</div>").text_content() if comment else ""


def _bare(text):
    """Two texts that differ in nothing but spaces are one note."""
    return "".join(text.split())
