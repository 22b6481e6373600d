import io
import zipfile
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_sales.tests.common import PIXEL

from ..controllers import payment_page
from ..models.page.transfer_intent_proof import ANSWERS, MOST_BYTES, MOST_PROOFS
from ..tools.rate import Rate
from .page_common import PageCase

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@tagged("post_install", "-at_install")
class TestPaymentProof(PageCase):
    """Customers send pictures of their transfer from the page; strangers send anything."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.intent = cls.open_intent()

    def answer(self, *arguments, **options):
        return self.send(*arguments, **options).json()["answer"]

    def notes(self, record):
        """:return: what customers left in a chatter"""
        return record.message_ids.filtered(lambda message: message.author_id == self.customer)

    def test_a_picture_is_kept_as_it_was_sent(self):
        answer = self.send(self.intent).json()
        self.assertEqual(answer, {"ok": True, "answer": "kept", "message": str(ANSWERS["kept"])})
        [file] = self.intent.proof_ids
        self.assertEqual((file.raw, file.mimetype), (PIXEL, "image/png"))
        self.assertEqual((file.res_model, file.res_id), ("transfer.intent", self.intent.id))
        self.assertFalse(file.public or file.access_token)
        self.assertTrue(self.intent.proof_at)

    def test_order_is_told_once(self):
        for number in range(3):
            self.assertEqual(self.answer(self.intent, self.picture(number)), "kept")
        self.assertEqual(len(self.notes(self.intent.order_id)), 1)
        self.assertIn(self.intent.name, self.notes(self.intent.order_id).body)
        self.assertEqual(len(self.notes(self.intent)), 3)
        self.assertTrue(self.notes(self.intent.order_id).subtype_id.internal)

    def test_whoever_serves_the_order_is_told(self):
        self.intent.order_id.user_id = self.salesman
        self.send(self.intent)
        self.assertIn(self.salesman.partner_id, self.notes(self.intent.order_id).notified_partner_ids)

    def test_what_is_no_picture_is_refused(self):
        page = b"<html><script>alert(1)</script></html>"
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("bukti.png", self.picture(1))
        table = [
            ("page.png", page, "image/png", "type"),
            ("drawing.svg", drawing, "image/svg+xml", "type"),
            ("program.jpg", b"MZ\x90\x00" + bytes(200), "image/jpeg", "type"),
            ("text.txt", b"sudah transfer ya kak", "text/plain", "type"),
            ("bukti.zip", packed.getvalue(), "image/png", "type"),
            ("sound.ogg", b"OggS" + bytes(100), "audio/ogg", "type"),
            ("empty.png", b"", "image/png", "empty"),
            ("large.png", self.picture(1) + bytes(MOST_BYTES), "image/png", "large"),
        ]
        before = self.env["ir.attachment"].search_count([])
        for name, content, mimetype, refusal in table:
            with self.subTest(name):
                answer = self.send(self.intent, content, name, mimetype).json()
                self.assertEqual((answer["ok"], answer["answer"]), (False, refusal))
                self.assertEqual(answer["message"], str(ANSWERS[refusal]))
        self.assertEqual(self.env["ir.attachment"].search_count([]), before, "nothing of it is stored")
        self.assertFalse(self.intent.proof_ids)

    def test_a_pdf_is_taken_and_told_by_its_content(self):
        self.assertEqual(self.answer(self.intent, PDF, "resi.exe", "application/x-msdownload"), "kept")
        self.assertEqual(self.intent.proof_ids.mimetype, "application/pdf")
        self.assertTrue(self.intent.proof_ids.name.endswith(".pdf"))

    def test_a_hostile_name_is_made_harmless(self):
        self.send(self.intent, name="../../etc/passwd.php")
        name = self.intent.proof_ids.name
        self.assertTrue(name.endswith(".png"))
        self.assertNotIn("/", name)

    def test_a_post_without_a_file_says_so(self):
        table = {
            "no body": {"data": b""},
            "another field": {"files": {"other": ("a.png", self.picture(1))}},
            "no file in the field": {"data": {"proof": "text"}},
            "cut short": {
                "data": b'--x\r\nContent-Disposition: form-data; name="proof"; filename="a.png"\r\n\r\n\x89PNG',
                "headers": {"Content-Type": "multipart/form-data; boundary=x"},
            },
            "no form": {"data": b"\xff\xfe", "headers": {"Content-Type": "multipart/form-data"}},
        }
        for name, options in table.items():
            with self.subTest(name), mute_logger("odoo.http"):
                headers = {"Accept": "application/json", **options.pop("headers", {})}
                answer = self.opener.post(
                    self.base_url() + self.intent._page_path() + "/proof", headers=headers, timeout=30, **options
                )
                self.assertIn((answer.status_code, answer.ok and answer.json()["answer"]), ((200, "empty"), (400, False)))
        self.assertFalse(self.intent.proof_ids)

    def test_a_flood_is_not_read(self):
        with mute_logger("odoo.http", "werkzeug"):
            answer = self.send(self.intent, bytes(payment_page.MOST_BODY + 1))
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.intent.proof_ids)

    def test_the_same_picture_counts_once(self):
        self.assertEqual(self.answer(self.intent), "kept")
        self.assertEqual(self.answer(self.intent, name="lagi.png"), "again")
        self.assertEqual(len(self.intent.proof_ids), 1)

    def test_one_picture_proves_one_payment(self):
        other = self.open_intent(self.make_order(self.honey, customer=self.other_customer))
        self.send(other)
        answer = self.send(self.intent).json()
        self.assertEqual(answer["answer"], "used")
        self.assertNotIn(other.order_id.name, answer["message"], "whose it is, is nobody's business")
        self.assertNotIn(other.name, answer["message"])
        self.assertFalse(self.intent.proof_ids)

    def test_five_are_enough(self):
        for number in range(MOST_PROOFS):
            self.assertEqual(self.answer(self.intent, self.picture(number)), "kept")
        self.assertEqual(self.answer(self.intent, self.picture("more")), "many")
        self.assertEqual(len(self.intent.proof_ids), MOST_PROOFS)
        self.assertNotIn('type="file"', self.look(self.intent).text)

    def test_a_paid_order_needs_no_proof(self):
        self.intent.write({"state": "paid", "received": self.intent.payable})
        self.assertEqual(self.answer(self.intent), "closed")
        self.assertFalse(self.intent.proof_ids)

    def test_who_paid_too_late_may_still_show_it(self):
        self.intent.state = "released"
        self.assertEqual(self.answer(self.intent), "kept")

    def test_uploads_are_capped_for_each_page(self):
        other = self.open_intent(self.make_order(self.honey))
        with patch.object(payment_page, "UPLOADS", Rate(2, seconds=600)):
            answers = [self.answer(self.intent, b"no picture") for _time in range(4)]
            self.assertEqual(answers, ["type", "type", "often", "often"])
            self.assertEqual(self.answer(other), "kept", "one page's flood is not another's")

    def test_without_javascript_the_page_answers(self):
        for content, answer in ((b"no picture", "type"), (self.picture(1), "kept")):
            response = self.send(self.intent, content, headers={"Accept": "text/html"})
            self.assertEqual(response.status_code, 303)
            self.assertEqual(
                response.headers["Location"].partition("/bayar/")[2],
                f"{self.intent._page_path()[7:]}?note={answer}#proof",
            )
            page = self.look(self.intent, f"?note={answer}").text
            self.assertIn(str(ANSWERS[answer]), page)
        page = self.look(self.intent, "?note=<b>hello</b>").text
        self.assertNotIn("hello", page)

    def test_rate_forgets_what_is_long_ago(self):
        rate = Rate(2, seconds=10, keys=2)
        with patch("odoo.addons.innovasia_transfer.tools.rate.time.monotonic") as clock:
            clock.return_value = 0
            self.assertEqual([rate.allows("a") for _time in range(3)], [True, True, False])
            clock.return_value = 9.9
            self.assertFalse(rate.allows("a"))
            clock.return_value = 10
            self.assertTrue(rate.allows("a"))
            self.assertTrue(all([rate.allows("b"), rate.allows("c")]))
            self.assertEqual(set(rate._times), {"b", "c"}, "memory has an end")
