import json
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .page_common import PageCase

FAR = "999999999999999999999"


@tagged("post_install", "-at_install")
class TestPaymentPage(PageCase):
    """The customer's page: it says what to transfer, to whoever has the link, and nothing else to anybody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.intent = cls.open_intent(code=9)

    def test_page_tells_where_and_how_much(self):
        answer = self.look(self.intent)
        self.assertEqual(answer.status_code, 200)
        for text in ("BCA", "1234567890", "PT Toko Innovasia", self.intent.order_id.name, "last <span>3</span> digits"):
            self.assertIn(text, answer.text)
        amount = answer.text.partition('id="amount"')[2].partition("</p>")[0]
        self.assertEqual((self.intent.base, self.intent.payable), (50_000, 50_009))
        self.assertRegex(amount, r"50[.,]<mark>009</mark>")
        self.assertIn('data-copy="50009"', answer.text)
        self.assertIn('data-copy="1234567890"', answer.text)

    def test_a_code_of_four_digits_is_emphasised_as_such(self):
        self.journal.transfer_code_max = 2000
        intent = self.open_intent(code=1_234)
        self.assertIn("last <span>4</span> digits", self.look(intent).text)
        self.assertRegex(intent._page_amount(51_234)[1], r"^1.234$")

    def test_answers_are_kept_nowhere_and_found_by_nobody(self):
        for part in ("", "/status", "/qr"):
            headers = self.look(self.intent, part).headers
            with self.subTest(part=part):
                self.assertEqual(headers["Cache-Control"], "no-store")
                self.assertEqual(headers["Referrer-Policy"], "no-referrer")
                self.assertIn("noindex", headers["X-Robots-Tag"])
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
                self.assertNotIn("Set-Cookie", headers)

    def test_what_it_loads_is_small_and_runs_under_its_policy(self):
        page = self.look(self.intent).text
        self.assertNotIn("onerror", page)
        for kind in ("css", "js"):
            [path] = [part.partition('"')[0] for part in page.split('="') if part.partition('"')[0].endswith(f".{kind}")]
            answer = self.url_open(path)
            self.assertEqual(answer.status_code, 200)
            self.assertLess(len(answer.content), 40_000, "the page is for phones with a weak signal")

    def test_a_link_cannot_be_guessed_or_edited(self):
        path = self.intent._page_path()
        other = self.open_intent()
        start, signature = path.rpartition("/")[::2]
        gone = self.env["transfer.intent"]._page_signature(self.intent.id + 1_000_000)
        edited = [
            f"{start}/{signature[:-1]}{'0' if signature[-1] != '0' else '1'}",
            f"{start}/{signature[:-1]}",
            f"{start}/{signature}0",
            f"{start}/{signature.upper()}" if signature.upper() != signature else f"{start}/x",
            f"{start}/{other._page_path().rpartition('/')[2]}",
            f"/bayar/{other.id}/{signature}",
            f"/bayar/{self.intent.id + 1_000_000}/{gone}",
            f"/bayar/{FAR}/{signature}",
            f"/bayar/0/{signature}",
            f"{start}/%C3%A9%00",
            f"{start}/None",
        ]
        answers = {self._shape(self.url_open(link, allow_redirects=False)) for link in edited}
        self.assertEqual(len(answers), 1, "an unknown link and a wrong one look alike")
        self.assertEqual(answers.pop()[0], 404)
        for part in ("/status", "/qr"):
            answers = {self._shape(self.url_open(link + part, allow_redirects=False)) for link in edited}
            self.assertEqual([answer[:2] for answer in answers], [(404, "")])
        for link in edited:
            answer = self.url_open(f"{link}/proof", files={"proof": ("a.png", self.picture(1))}, allow_redirects=False)
            self.assertEqual(answer.status_code, 404)
        self.assertFalse((self.intent | other).proof_ids)

    @staticmethod
    def _shape(answer):
        ignored = {"Date", "Content-Length"} if not answer.text else {"Date"}
        return answer.status_code, answer.text, tuple((k, v) for k, v in answer.headers.items() if k not in ignored)

    def test_page_tells_nothing_of_others_nor_of_the_customer(self):
        other = self.open_intent(self.make_order(self.honey, customer=self.other_customer))
        former = self.make_order(self.honey)
        self.intent.order_id.note = "Rahasia dapur"
        shown = self.look(self.intent).text + self.look(self.intent, "/status").text
        secrets = {
            "another order": other.order_id.name,
            "another order of the same customer": former.name,
            "another customer": self.other_customer.name,
            "another amount": f"{other.payable:.0f}",
            "another link": other._page_path(),
            "the customer's name": self.customer.name,
            "the customer's number": "0000-1111",
            "the customer's address": "Kenanga",
            "what was noted": "Rahasia",
            "the token of the code": self.intent.token,
            "the order's own link": self.intent.order_id._portal_ensure_token(),
        }
        self.assertEqual([what for what, secret in secrets.items() if secret in shown], [])

    def test_status_is_what_the_page_shows(self):
        status = self.look(self.intent, "/status").json()
        self.assertEqual(status.keys(), {"state", "received", "remaining", "seconds", "proofs", "version"})
        self.assertEqual((status["state"], status["received"], status["remaining"]), ("open", 0, 50_009))
        self.assertAlmostEqual(status["seconds"], 24 * 3600, delta=120)
        self.assertIn(f'data-version="{status["version"]}"', self.look(self.intent).text)

    def test_each_state_says_what_to_do(self):
        now, hour = fields.Datetime.now(), timedelta(hours=1)
        payable = self.intent.payable
        table = [
            ("open", {}, "Transfer exactly this amount", "is-open"),
            ("time is over, the clock was quicker than the job", {"expires_at": now - hour}, "but you still can", "is-grace"),
            ("grace", {"state": "grace", "expires_at": now - hour}, "but you still can", "is-grace"),
            ("under", {"received": payable - 10_000}, "Transfer the rest", "is-open"),
            ("grace is over", {"expires_at": now - hour, "release_at": now - hour}, "do not transfer", "is-released"),
            ("released", {"state": "released"}, "The time to pay is over", "is-released"),
            ("cancelled", {"state": "cancelled"}, "This payment is cancelled", "is-cancelled"),
            ("paid", {"state": "paid", "received": payable, "paid_at": now}, "has arrived. Thank you", "is-paid"),
            ("over", {"state": "paid", "received": payable + 7_000}, "more than was asked for", "is-paid"),
        ]
        before = {name: self.intent[name] for name in ("state", "received", "expires_at", "release_at", "paid_at")}
        for name, values, sentence, state in table:
            self.intent.write({**before, **values})
            page = self.look(self.intent).text
            with self.subTest(name):
                self.assertIn(sentence, page)
                self.assertIn(state, page)
                asks = 'id="amount"' in page
                self.assertEqual(asks, state in ("is-open", "is-grace"), "an amount is shown only while it may be paid")
                self.assertEqual('type="file"' in page, state != "is-paid")
                self.assertEqual("You need not send anything" in page, asks, "what is over does not turn paid by itself")
        self.intent.write(before)

    def test_under_asks_for_what_is_missing(self):
        self.intent.received = self.intent.payable - 10_000
        page = self.look(self.intent).text
        self.assertIn('data-copy="10000"', page)
        self.assertNotIn("<mark>", page)
        self.assertEqual(json.loads(self.look(self.intent, "/status").text)["remaining"], 10_000)

    def test_a_changed_amount_leads_to_the_new_page(self):
        order = self.intent.order_id
        order.order_line.product_uom_qty = 3
        renewed = self.open_intent(order)
        self.assertEqual(self.intent.state, "cancelled")
        page = self.look(self.intent).text
        self.assertIn("The amount has changed", page)
        self.assertIn(f'href="{renewed._page_path()}"', page)

    def test_an_order_that_is_paid_otherwise_asks_for_nothing(self):
        order = self.intent.order_id
        self.accept(self.make_transaction(order, payment_method_id=self.cash_method.id))
        self.assertEqual(self.intent.state, "cancelled")
        page = self.look(self.intent).text
        self.assertIn("This order is paid already", page)
        self.assertNotIn('type="file"', page)
        self.assertNotIn('id="amount"', page)
        self.assertEqual(self.intent._take_proof("a.png", self.picture(1)), "closed")

    def test_page_speaks_the_language_of_the_customer_else_of_the_company(self):
        self.env["res.lang"]._activate_lang("id_ID")
        for theirs, ours, shown in (("id_ID", "en_US", "id-ID"), (False, "id_ID", "id-ID"), ("en_US", "id_ID", "en-US")):
            self.customer.lang, self.company.partner_id.lang = theirs, ours
            with self.subTest(theirs=theirs, ours=ours):
                self.assertIn(f'lang="{shown}"', self.look(self.intent).text)

    def test_what_its_scripts_say_can_be_translated(self):
        view = self.env.ref("innovasia_transfer.payment_page")
        terms = view._fields["arch_db"].get_trans_terms(view.arch_db)
        said = re.findall(r'id="text-\w+"[^>]*>([^<]*)<', self.look(self.intent).text)
        self.assertGreater(len(said), 5)
        self.assertEqual({sentence.strip() for sentence in said} - set(terms), set())

    def test_chat_leads_to_the_shop(self):
        account = self.env["wa.account"].search([("company_id", "=", self.company.id)], limit=1)
        self.env["wa.account"].search([("company_id", "=", self.company.id)]).phone_number = False
        self.assertNotIn("wa.me", self.look(self.intent).text)
        account.phone_number = "+62 811-2222-333"
        self.assertIn("https://wa.me/628112222333?text=", self.look(self.intent).text)

    def test_what_is_paid_for_is_named_and_not_priced(self):
        page = self.look(self.intent).text
        goods = page.partition("<details")[2].partition("</details>")[0]
        self.assertIn(self.soap.name, goods)
        self.assertNotIn("25", goods)
