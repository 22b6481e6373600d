import hashlib
import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.files import Mapping
from ...tools.files.mapping import CREDIT_WORDS, DEBIT_WORDS, PENDING_WORDS

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
#: {field: its meaning in tools/files/mapping.py}
COLUMNS = {
    "date_columns": "date",
    "time_columns": "time",
    "description_columns": "description",
    "amount_columns": "amount",
    "kind_columns": "kind",
    "credit_columns": "credit",
    "debit_columns": "debit",
    "balance_columns": "balance",
    "reference_columns": "reference",
    "sender_name_columns": "sender_name",
    "sender_account_columns": "sender_account",
    "account_columns": "account",
    "currency_columns": "currency",
}
NAMES = "Headings or letters (A to AZ), with commas between them; the first one that is found counts."


class BankFileMapping(models.Model):
    """Which column of a bank's file means what, as a user says it."""

    _name = "bank.file.mapping"
    _description = "Bank File Mapping"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    note = fields.Text("Where it comes from", translate=True, help="Where in the bank's site or app such a file is downloaded.")

    skip_lines = fields.Integer("Lines to skip", help="Lines above the headings are found by themselves; rarely needed.")
    delimiter = fields.Selection(
        [("auto", "By itself"), ("comma", "Comma ,"), ("semicolon", "Semicolon ;"), ("tab", "Tab"), ("pipe", "Bar |")],
        "Between columns", default="auto", required=True,
    )  # fmt: skip
    encoding = fields.Selection(
        [("auto", "By itself"), ("utf-8", "UTF-8"), ("cp1252", "Windows (cp1252)"), ("utf-16", "UTF-16")],
        default="auto", required=True,
    )  # fmt: skip
    decimal = fields.Selection(
        [("auto", "By itself"), (",", "1.234.567,00"), (".", "1,234,567.00")],
        "Amounts", default="auto", required=True,
        help="By itself: a single sign in front of three digits divides thousands, as rupiah are written.",
    )  # fmt: skip
    date_order = fields.Selection(
        [("dmy", "Day, month, year"), ("mdy", "Month, day, year"), ("ymd", "Year, month, day")],
        "Dates", default="dmy", required=True,
        help="Where all three are numbers. Names of months are understood, and a year that stands first.",
    )  # fmt: skip

    date_columns = fields.Char("Date", required=True, help=NAMES)
    time_columns = fields.Char("Time", help="If it stands in a column of its own. " + NAMES)
    description_columns = fields.Char(
        "Description", help="Headings or letters (A to AZ), with commas between them; all that are found are joined."
    )
    amount_columns = fields.Char("Amount, in or out", help="One column for both directions. " + NAMES)
    kind_columns = fields.Char(
        "In or out",
        help="The column that tells the direction, if it is neither a sign nor letters beside the amount. " + NAMES,
    )
    is_signed = fields.Boolean(
        "A minus tells the direction", help="Amounts without a minus came in. Otherwise each line has to say in or out."
    )
    credit_columns = fields.Char("Amount in", help=NAMES)
    debit_columns = fields.Char("Amount out", help=NAMES)
    balance_columns = fields.Char("Balance", help=NAMES)
    reference_columns = fields.Char("Bank's reference", help=NAMES)
    sender_name_columns = fields.Char("Sender", help=NAMES)
    sender_account_columns = fields.Char("Sender's account", help=NAMES)
    account_columns = fields.Char("Own account number", help="Checked against the bank account. " + NAMES)
    currency_columns = fields.Char("Currency", help="Lines of other currencies are refused. " + NAMES)

    credit_words = fields.Char("Words for in", required=True, default=", ".join(CREDIT_WORDS))
    debit_words = fields.Char("Words for out", required=True, default=", ".join(DEBIT_WORDS))
    pending_words = fields.Char(
        "Words for provisional", default=", ".join(PENDING_WORDS), help="What stands in place of a date that is still to come."
    )

    @api.constrains("date_columns", "amount_columns", "credit_columns", "debit_columns")
    def _check_amount(self):
        for mapping in self:
            if not (mapping.amount_columns or mapping.credit_columns or mapping.debit_columns):
                raise ValidationError(
                    self.env._("Say in which column the amounts are: one for both directions, or one for each.")
                )

    @api.constrains("skip_lines")
    def _check_skip_lines(self):
        if any(mapping.skip_lines < 0 for mapping in self):
            raise ValidationError(self.env._("Lines to skip are zero or more."))

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        # sudo: whoever imported a file with it
        if used := self.env["bank.file.import"].sudo().search([("mapping_id", "in", self.ids)], limit=1).mapping_id:
            raise UserError(self.env._("Files were read by “%s”: archive it instead.", used.name))

    def _tool(self):
        """:return: tools.files.Mapping"""
        self.ensure_one()
        return Mapping(
            columns={meaning: names for field, meaning in COLUMNS.items() if (names := _split(self[field]))},
            delimiter=DELIMITERS.get(self.delimiter, ""),
            encoding="" if self.encoding == "auto" else self.encoding or "",
            skip=self.skip_lines,
            decimal=self.decimal or "auto",
            order=self.date_order or "dmy",
            credit_words=_split(self.credit_words),
            debit_words=_split(self.debit_words),
            pending_words=_split(self.pending_words),
            is_signed=self.is_signed,
        )

    @api.model
    def _prepare_tool(self, mapping):
        """:return: values of a mapping that reads as the given tools.files.Mapping does"""
        names = {character: name for name, character in DELIMITERS.items()}
        return {
            **dict.fromkeys(COLUMNS, False),
            **{field: ", ".join(mapping.columns[meaning]) for field, meaning in COLUMNS.items() if meaning in mapping.columns},
            "delimiter": names.get(mapping.delimiter, "auto"),
            "decimal": mapping.decimal,
            "date_order": mapping.order,
            "is_signed": mapping.is_signed,
        }

    def _fingerprint(self):
        """:return: a name for how it reads; it changes when a setting does that changes what is read"""
        return hashlib.sha256(repr(self._tool()).encode()).hexdigest()[:16]


def _split(names):
    """Names with commas between them, as people write them."""
    return tuple(name.strip() for name in re.split(r"[,;\n]", names or "") if name.strip())
