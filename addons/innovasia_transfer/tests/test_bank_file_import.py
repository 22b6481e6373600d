import base64
import io
from datetime import timedelta
from unittest.mock import patch

import openpyxl

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.innovasia_whatsapp.models import background

from ..models.files import bank_file_import_run
from .bank_files_common import BankFileData

CLOSED = "The period is closed."


@tagged("post_install", "-at_install")
class TestBankFileImport(BankFileData, TransactionCase):
    """A bank's file is looked through, taken in, and counts once whatever else tells of the same money."""

    def test_a_file_is_looked_through_before_anything_is_kept(self):
        window = self.upload(self.csv("01/10/2026,BUDI,50.009,,50.009", "02/10/2026,ADM,,9,50.000", "x,y,1,,"))
        window.action_check()
        self.assertEqual(self.counts(window), (2, 0, 0, 1))
        self.assertEqual(window.mapping_id, self.mapping)
        self.assertIn("BUDI", window.preview)
        self.assertIn("“x” is no date of this form.", window.preview)
        self.assertEqual(self.money(), [])
        self.assertFalse(self.env["bank.file.import"].search([("journal_id", "=", self.journal.id)]))

    def test_what_is_taken_in_is_money_on_the_account(self):
        taken = self.take_in(self.csv("01/10/2026,BUDI,50.009,,50.009", "02/10/2026,ADM,,9,50.000"))
        self.assertEqual((taken.state, self.counts(taken)), ("done", (2, 0, 0, 0)))
        self.assertEqual(self.money(), [(self.day(1), "credit", 50_009), (self.day(2), "debit", 9)])
        credit = taken.mutation_ids.filtered(lambda mutation: mutation.kind == "credit")
        self.assertEqual((credit.state, credit.origin, credit.balance), ("suspense", "file", 50_009))
        self.assertEqual(credit.statement_line_id.amount, 50_009)
        self.assertEqual((taken.first_date, taken.last_date), (self.day(1), self.day(2)))

    def test_the_same_file_twice_counts_once_and_says_so(self):
        content = self.csv("01/10/2026,BUDI,50.009,,", "01/10/2026,BUDI,50.009,,")
        first = self.take_in(content)
        window = self.upload(content)
        window.action_check()
        self.assertEqual(window.same_id, first)
        self.assertIn("This very file was imported", window.preview)
        second = self.take_in(content)
        self.assertEqual(self.counts(second), (0, 2, 0, 0))
        self.assertEqual(len(self.money()), 2)

    def test_overlapping_files_count_their_common_days_once(self):
        self.take_in(self.csv("01/10/2026,A,1.000,,", "02/10/2026,B,2.000,,", "02/10/2026,B,2.000,,"))
        later = self.take_in(self.csv("02/10/2026,B,2.000,,", "02/10/2026,B,2.000,,", "03/10/2026,C,3.000,,"))
        self.assertEqual(self.counts(later), (1, 2, 0, 0))
        self.assertEqual([amount for _day, _kind, amount in self.money()], [1_000, 2_000, 2_000, 3_000])

    def test_a_day_that_was_not_over_is_completed_by_the_next_file(self):
        self.take_in(self.csv("01/10/2026,BUDI,50.009,,"))
        later = self.take_in(self.csv("01/10/2026,BUDI,50.009,,", "01/10/2026,BUDI,50.009,,"))
        self.assertEqual(self.counts(later), (1, 1, 0, 0))
        self.assertEqual(len(self.money()), 2)

    def test_another_form_of_the_same_day_adds_only_what_is_missing(self):
        bri = self.make_account("BRI", "000001000123509", self.bank)
        self.take_in(self.sample("bri_cms.csv"), journal=bri)
        other = self.take_in(self.sample("bri_ib.csv"), journal=bri)
        self.assertEqual(self.counts(other), (0, 2, 0, 0))
        self.assertEqual(len(self.money(bri)), 2)

    def test_camt_and_mt940_need_no_mapping_and_tell_of_the_same_money(self):
        self.take_in(self.sample("bca.sta"), "bca.txt")
        camt = self.take_in(self.sample("camt053.xml"), "bca.xml")
        self.assertEqual((camt.kind, camt.mapping_id.id), ("camt", False))
        # the credit of 1 October is in both
        self.assertEqual(self.counts(camt), (1, 1, 1, 0))
        self.assertEqual(
            self.money(), [(self.day(1), "credit", 50_009), (self.day(2), "credit", 15_000), (self.day(2), "debit", 50_009)]
        )

    def test_a_pending_row_is_provisional_until_a_later_file_dates_it(self):
        first = self.take_in(self.sample("bca_klikbca.csv"))
        pending = first.mutation_ids.filtered("is_pending")
        self.assertEqual((pending.state, pending.statement_line_id.id, int(pending.amount)), ("provisional", False, 75_012))
        text = self.sample("bca_klikbca.csv").replace(b"PEND,", b"'05/10,")
        second = self.take_in(text)
        self.assertEqual(self.counts(second), (1, 4, 0, 0))
        self.assertEqual(pending.superseded_by_id, second.mutation_ids)
        self.assertIn((self.day(5), "credit", 75_012), self.money())

    def test_each_bank_s_own_file_finds_its_mapping(self):
        for name, xmlid in [
            ("bca_klikbca.csv", "mapping_bca"),
            ("bca_bisnis.csv", "mapping_bca"),
            ("mandiri_kopra.csv", "mapping_mandiri"),
            ("mandiri_mcm.csv", "mapping_mandiri"),
            ("mandiri_livin.csv", "mapping_mandiri_livin"),
            ("bri_cms.csv", "mapping_bri"),
            ("bri_ib.csv", "mapping_bri"),
            ("bni_direct.csv", "mapping_bni"),
            ("bni_dbcr.csv", "mapping_bni"),
            ("bni_mobile.csv", "mapping_bni_mobile"),
        ]:
            with self.subTest(name):
                window = self.upload(self.sample(name))
                window.action_check()
                self.assertEqual(window.mapping_id, self.env.ref(f"innovasia_transfer.{xmlid}"))
                self.assertEqual(window.problem_count, 0)
                self.assertGreaterEqual(window.new_count, 2)

    def test_a_file_of_another_account_is_refused_until_somebody_says_it_is_right(self):
        window = self.upload(self.sample("mandiri_kopra.csv"))
        window.action_check()
        self.assertEqual(window.other_account, "1370000123456")
        with self.assertRaisesRegex(UserError, "1370000123456"):
            window.action_import()
        self.assertEqual(self.money(), [])
        window.is_account_right = True
        window.action_import()
        self.assertEqual(len(self.money()), 2)

    def test_a_file_of_the_chosen_account_is_taken_in_without_a_question(self):
        window = self.upload(self.sample("bca_bisnis.csv"))
        window.action_check()
        self.assertFalse(window.other_account)
        window.action_import()
        self.assertEqual(len(self.money()), 2)

    def test_unreadable_lines_are_kept_with_their_reasons_and_download(self):
        taken = self.take_in(self.csv("01/10/2026,BUDI,50.009,,", '01/10/2026,"=HYPERLINK(""http://x"")",lima,,'))
        self.assertEqual(self.counts(taken), (1, 0, 0, 1))
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(taken.problem_report)))
        [_headings, row] = list(book.active.iter_rows())
        self.assertEqual(row[0].value, 3)
        self.assertEqual(row[1].value, "“lima” is no amount of this form.")
        self.assertIn("HYPERLINK", row[2].value)
        self.assertEqual(row[2].data_type, "s")

    def test_the_original_stays_as_it_was(self):
        content = self.csv("01/10/2026,BUDI,50.009,,")
        taken = self.take_in(content)
        self.assertEqual(base64.b64decode(taken.with_user(self.verifier).content), content)

    def test_what_is_no_bank_file_is_refused_with_a_sentence(self):
        for content, words in [
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04", "broken"),
            (b"Nama,Umur\nBudi,7", "Describe This File"),
            (b"\xd0\xcf\x11\xe0", "old Excel"),
        ]:
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.upload(content).action_check()
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self.env["bank.file.upload"].with_user(self.verifier).create({"journal_id": self.journal.id}).action_check()

    def test_a_file_without_a_mutation_is_not_taken_in(self):
        window = self.upload(self.csv("x,y,1,,"))
        window.action_check()
        with self.assertRaisesRegex(UserError, "nothing to import"):
            window.action_import()

    def test_a_file_that_nobody_described_becomes_a_mapping_with_a_guess(self):
        content = self.csv("2026-10-01,BUDI,50009", headings="Trx Date,Remark,Deposit")
        action = self.upload(content, "bank-lain.csv").action_describe()
        mapping = self.env["bank.file.mapping"].browse(action["res_id"])
        self.assertEqual((mapping.name, mapping.date_columns, mapping.credit_columns), ("bank-lain", "Trx Date", "Deposit"))
        self.assertIn("50.009", mapping.result)
        window = self.upload(content)
        window.action_check()
        self.assertEqual((window.mapping_id, window.new_count), (mapping, 1))

    def test_who_may_not_match_takes_nothing_in(self):
        self.take_in(self.csv("01/10/2026,BUDI,50.009,,"))
        for user in (self.cs_a, self.salesman):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.upload(self.csv("01/10/2026,BUDI,50.009,,"), user=user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["bank.file.import"].with_user(user).search([]).read(["name"])

    def test_a_window_of_a_colleague_is_closed(self):
        window = self.upload(self.csv("01/10/2026,BUDI,50.009,,"))
        with self.assertRaises(AccessError):
            window.with_user(self.verifier_b).read(["filename"])

    def test_nobody_changes_what_was_imported(self):
        taken = self.take_in(self.csv("01/10/2026,BUDI,50.009,,"))
        for deed in (
            lambda record: record.write({"new_count": 9}),
            lambda record: record.unlink(),
            lambda record: record.copy(),
        ):
            with self.assertRaises(AccessError):
                deed(taken.with_user(self.verifier))

    def test_a_mapping_that_files_were_read_with_stays(self):
        self.take_in(self.csv("01/10/2026,BUDI,50.009,,"))
        with self.assertRaisesRegex(UserError, "archive it instead"):
            self.mapping.with_user(self.verifier).unlink()


@tagged("post_install", "-at_install")
class TestBankFileBackground(BankFileData, TransactionCase):
    """What is long goes on in the background, part by part, from where it stopped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, value in (("AT_ONCE", 2), ("CHUNK", 2)):
            limit = patch.object(bank_file_import_run, name, value)
            limit.start()
            cls.addClassCleanup(limit.stop)
        cls.content = cls.csv(
            *(f"0{day}/10/2026,A,1.000,," for day in (3, 1, 1, 1, 2)), "04/10/2026,B,2.000,,", "05/10/2026,C,,500,"
        )

    def run_job(self, record):
        """Run the job as the worker does, on the test's own cursor."""
        cursor = patch.object(type(self.env.registry), "cursor", lambda registry: _Same(self.env.cr))
        cr = self.env.cr
        with cursor, patch.object(cr, "commit", cr.flush), patch.object(cr, "rollback", lambda: None):
            record.with_user(self.env.user)._run()
        self.env.invalidate_all()

    def test_a_long_file_is_queued_and_taken_in_by_its_job(self):
        taken = self.take_in(self.content)
        self.assertEqual((taken.state, taken.done_count, self.money()), ("waiting", 0, []))
        self.assertTrue(self.env["queue.job"].sudo().search([("identity_key", "=", f"bank.file.import.{taken.id}")]))
        self.run_job(taken)
        self.assertEqual((taken.state, taken.progress, self.counts(taken)), ("done", 100, (7, 0, 0, 0)))
        self.assertEqual(len(self.money()), 7)

    def test_a_run_that_takes_too_long_goes_on_in_another_job(self):
        taken = self.take_in(self.content)
        with patch.object(background, "SLICE", -1):
            for done in (0, 3):
                self.run_job(taken)
                self.assertEqual((taken.state, taken.done_count), ("running", done))
        self.run_job(taken)
        self.assertEqual((taken.state, self.counts(taken)), ("done", (7, 0, 0, 0)))

    def test_who_waits_sees_how_far_it_is_and_how_long_it_takes(self):
        taken = self.take_in(self.content)
        self.assertEqual(taken.progress_text, "0 of 7")
        half = {"state": "running", "row_count": 50_000, "begun_at": fields.Datetime.now() - timedelta(minutes=10)}
        for done, text in [
            (0, "0 of 50,000"),
            (20_000, "20,000 of 50,000, about 15 minutes left"),
            (49_000, "49,000 of 50,000, less than a minute left"),
        ]:
            with self.subTest(done):
                taken.write({**half, "done_count": done})
                self.assertEqual(taken.progress_text, text)
        taken.write({**half, "done_count": 30_000, "begun_count": 20_000})
        self.assertEqual(taken.progress_text, "30,000 of 50,000, about 20 minutes left", "at the pace since it went on")
        taken.state = "done"
        self.assertFalse(taken.progress_text)

    def test_who_started_it_is_told_what_came_of_it(self):
        told = []
        notice = patch.object(type(self.env["res.users"]), "_bus_send", lambda user, *message: told.append((user, *message)))
        with notice:
            taken = self.take_in(self.content)
            self.run_job(taken)
            stopped = self.take_in(self.content)
            self.mapping.date_order = "mdy"
            self.run_job(stopped)
        messages = [message for _user, kind, message in told if kind == "simple_notification"]
        self.assertEqual([message["title"] for message in messages], ["mutasi.csv: Imported", "mutasi.csv: Stopped"])
        self.assertIn("7 new", messages[0]["message"])
        self.assertIn("mapping was changed", messages[1]["message"])
        self.assertEqual({user for user, *_message in told}, {self.verifier})

    def test_a_job_that_comes_twice_takes_nothing_in_twice(self):
        taken = self.take_in(self.content)
        self.run_job(taken)
        self.run_job(taken)
        self.assertEqual((taken.done_count, self.counts(taken)), (7, (7, 0, 0, 0)))

    def test_what_a_dead_process_left_is_queued_again(self):
        jobs = self.env["queue.job"].sudo()
        for state, heard, queued in [
            ("running", "2026-10-06 04:50:00", 1),
            ("waiting", "2026-10-06 04:50:00", 1),
            ("running", "2026-10-06 04:59:00", 0),
            ("done", "2026-10-06 04:50:00", 0),
            ("failed", "2026-10-06 04:50:00", 0),
        ]:
            with self.subTest(state=state, heard=heard):
                taken = self.take_in(self.content)
                mine = [("identity_key", "=", f"bank.file.import.{taken.id}")]
                jobs.search(mine).unlink()
                taken.state = state
                self.env.flush_all()
                self.env.cr.execute("UPDATE bank_file_import SET write_date = %s WHERE id = %s", [heard, taken.id])
                self.env["bank.file.import"]._cron_go_on()
                self.assertEqual(jobs.search_count(mine), queued)

    def test_a_file_that_stopped_says_why_and_goes_on_where_it_was(self):
        taken = self.take_in(self.content)
        ingest, calls = type(self.env["bank.mutation"])._ingest, []

        def fail_once(mutations, *arguments, **options):
            calls.append(1)
            if len(calls) == 2:
                raise UserError(CLOSED)
            return ingest(mutations, *arguments, **options)

        with patch.object(type(self.env["bank.mutation"]), "_ingest", fail_once):
            self.run_job(taken)
        self.assertEqual((taken.state, taken.error, taken.done_count), ("failed", CLOSED, 3))
        taken.with_user(self.verifier).action_resume()
        self.run_job(taken)
        self.assertEqual((taken.state, taken.error, self.counts(taken)), ("done", False, (7, 0, 0, 0)))

    def test_a_mapping_that_changed_meanwhile_stops_the_file(self):
        taken = self.take_in(self.content)
        self.mapping.date_order = "mdy"
        self.run_job(taken)
        self.assertEqual(taken.state, "failed")
        self.assertIn("mapping was changed", taken.error)
        self.assertEqual(self.money(), [])

    def test_only_who_matches_goes_on_with_a_file(self):
        taken = self.take_in(self.content)
        taken.state = "failed"
        with self.assertRaises(UserError):
            taken.with_user(self.accountant).action_resume()
        self.assertEqual(taken.state, "failed")


class _Same:
    """The test's cursor in place of a new one, which is not closed."""

    def __init__(self, cr):
        self.cr = cr

    def __enter__(self):
        return self.cr

    def __exit__(self, *_):
        return None
