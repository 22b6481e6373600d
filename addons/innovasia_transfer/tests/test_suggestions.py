from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..tools.suggestions import Expected, Money, Suggester, resemblance, slips, words

DAY = date(2026, 11, 20)


def expected(target="A", payable=50_009, base=50_000, **values):
    values = {
        "received": 0,
        "state": "open",
        "first_day": DAY,
        "last_day": DAY + timedelta(days=8),
        "name": "Siti Rahmawati",
        "numbers": ("S00012", "TF/2026/00012"),
        "account": 1,
        **values,
    }
    return Expected(target, payable, base, **values)


def money(amount=50_009, text="TRSF E-BANKING CR", day=DAY, account=1):
    return Money(amount, day, text, account)


@tagged("post_install", "-at_install")
class TestSuggestions(BaseCase):
    """What money may have been for: people who err do so in a few ways, and names and numbers tell the rest."""

    def test_how_amounts_resemble_each_other(self):
        table = [
            (50_009, "exact"),
            (50_000, "base"),
            (50_090, "swapped"),
            (90_005, "swapped"),
            (50_010, "other_code"),
            (50_999, "other_code"),
            (51_009, "mistyped"),
            (80_009, "mistyped"),
            (5_009, "digit_missing"),
            (500_009, "digit_extra"),
            (49_500, "near"),
            (49_000, None),
            (62_000, None),
            (1, None),
        ]
        for amount, kind in table:
            with self.subTest(amount=amount):
                self.assertEqual(resemblance(amount, expected()), kind)
        self.assertEqual(resemblance(30_009, expected(received=20_000)), "rest")

    def test_whatever_resembles_by_a_slip_is_looked_at(self):
        for amount in (50_090, 90_005, 51_009, 80_009, 5_009, 500_009, 50_0091):
            with self.subTest(amount=amount):
                self.assertIn(50_009, slips(amount))

    def test_name_and_number_in_the_banks_text(self):
        [by_name] = Suggester([expected()]).rank(money(20_000, "TRSF DARI SITI RAHMAWA"))
        self.assertEqual(by_name.reasons, ("part", "name", "in_time"))
        [by_number] = Suggester([expected()]).rank(money(20_000, "bayar s00012"))
        self.assertEqual(by_number.reasons, ("part", "number", "in_time"))
        [by_transfer] = Suggester([expected()]).rank(money(99_000, "TF/2026/00012 lunas"))
        self.assertEqual(by_transfer.reasons, ("more", "number", "in_time"))

    def test_titles_name_nobody(self):
        self.assertEqual(words("Ibu Siti, PT Maju"), ["SITI", "MAJU"])
        self.assertFalse(Suggester([expected(name="Toko Ibu")]).rank(money(20_000, "DARI IBU TOKO")))

    def test_best_comes_first_and_what_nobody_believes_not_at_all(self):
        found = Suggester(
            [
                expected("swapped", 50_090, 50_000, name="Ani"),
                expected("late", 50_009, 50_000, name="Budi", last_day=DAY - timedelta(days=1), state="released"),
                expected("exact", 50_009, 50_000, name="Cici"),
                expected("other", 90_000, 89_000, name="Dedi"),
                expected("paid", 50_009, 50_000, name="Edi", state="paid"),
            ]
        ).rank(money())
        self.assertEqual([suggestion.target for suggestion in found], ["exact", "swapped", "late", "paid"])
        self.assertTrue(all(0 <= suggestion.score <= 100 for suggestion in found))

    def test_limit_and_many(self):
        many = [expected(number, 50_000 + number, 50_000, name=f"Nama{number}") for number in range(1, 1_000)]
        found = Suggester(many).rank(money(50_500), limit=3)
        self.assertEqual(len(found), 3)
        self.assertEqual(found[0].target, 500)
