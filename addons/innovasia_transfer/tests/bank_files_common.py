"""What the tests of banks' files share: an account, a matcher, and the files of each bank."""

import base64
from datetime import date
from pathlib import Path
from unittest.mock import patch

from odoo import fields

from .common import TransferData

FILES = Path(__file__).parent / "files"
NUMBERS = {"bca": "1234567890", "mandiri": "1370000123456", "bri": "000001000123509", "bni": "0000123456"}
HEADINGS = "Tanggal,Keterangan,Kredit,Debet,Saldo"


class BankFileData(TransferData):
    """The data of a test class; mix it in before TransactionCase or HttpCase."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = patch.object(fields.Datetime, "now", lambda: fields.Datetime.to_datetime("2026-10-06 05:00:00"))
        today.start()
        cls.addClassCleanup(today.stop)
        cls.mapping = cls.env["bank.file.mapping"].create(
            {
                "name": "Toko",
                "sequence": 1,
                "date_columns": "Tanggal",
                "description_columns": "Keterangan",
                "credit_columns": "Kredit",
                "debit_columns": "Debet",
                "balance_columns": "Saldo",
            }
        )

    @classmethod
    def sample(cls, name):
        """:return: bytes of one of the banks' files"""
        return (FILES / name).read_bytes()

    @classmethod
    def csv(cls, *lines, headings=HEADINGS):
        """:return: bytes of a file that the class's mapping reads"""
        return "\n".join([headings, *lines]).encode()

    def upload(self, content, name="mutasi.csv", journal=None, user=None, **values):
        """:return: bank.file.upload of a matcher"""
        window = self.env["bank.file.upload"].with_user(user or self.verifier)
        return window.create(
            {"file": base64.b64encode(content), "filename": name, "journal_id": (journal or self.journal).id, **values}
        )

    def take_in(self, content, name="mutasi.csv", **values):
        """Look through a file and take it in.

        :return: bank.file.import"""
        window = self.upload(content, name, **values)
        window.action_check()
        window.is_account_right = True
        return self.env["bank.file.import"].browse(window.action_import()["res_id"])

    def counts(self, record):
        """:return: (new, known, provisional, unreadable)"""
        return record.new_count, record.known_count, record.provisional_count, record.problem_count

    def money(self, journal=None):
        """:return: [(day, direction, amount)] of what the account has, without what is provisional"""
        domain = [("journal_id", "=", (journal or self.journal).id), ("is_pending", "=", False)]
        return sorted((m.date, m.kind, int(m.amount)) for m in self.env["bank.mutation"].search(domain))

    def day(self, number):
        """:return: a day of October 2026"""
        return date(2026, 10, number)
