import json

from odoo.tests import tagged

from .feed_common import SECRET, FeedHttpCase, moota, sign


@tagged("post_install", "-at_install")
class TestFeedWebhook(FeedHttpCase):
    """A post is stored as it came if it is signed, and nothing at all otherwise (issue, line 5)."""

    def events(self):
        return self.env["bank.feed.event"].search([("feed_id", "=", self.feed.id)])

    def refused(self, response, status):
        self.assertEqual(response.status_code, status)
        self.assertFalse(self.events())
        self.assertNotIn(SECRET, response.text)

    def test_a_signed_post_is_stored_as_it_came_and_taken_in_later(self):
        body = json.dumps([moota(50_009), moota(75_000, type="DB")], indent=3).encode()
        self.assertEqual(self.send(body).status_code, 200)
        self.assertEqual((self.events().body, self.events().state), (body.decode(), "pending"))
        self.drain()
        self.assertEqual((self.events().state, len(self.events().mutation_ids)), ("done", 2))
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1, (22, "debit", 75_000): 1})
        self.assertTrue(self.feed.heard_at)

    def test_a_replayed_post_changes_nothing(self):
        for _time in range(3):
            self.assertEqual(self.send([moota()]).status_code, 200)
            self.drain()
        self.assertEqual(len(self.events()), 1)
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1})

    def test_what_is_not_signed_by_the_secret_is_refused_and_leaves_nothing(self):
        body = json.dumps([moota()]).encode()
        signatures = {
            "none": None,
            "of another secret": sign(body, "tebakan"),
            "of another body": sign(body + b" "),
            "of an empty secret": sign(body, ""),
            "cut": sign(body)[:-1],
            "no hex": "z" * 64,
            "not ASCII": "é" * 64,
        }
        for name, signature in signatures.items():
            with self.subTest(signature=name):
                headers = {"Signature": signature.encode()} if signature and not signature.isascii() else {}
                self.refused(self.send(body, None if headers else signature, **headers), 401)

    def test_a_signature_in_capitals_is_one(self):
        body = json.dumps([moota()]).encode()
        self.assertEqual(self.send(body, sign(body).upper()).status_code, 200)

    def test_a_feed_without_a_secret_believes_nobody(self):
        self.feed.secret = False
        self.refused(self.send([moota()], sign(b"[]", "")), 401)

    def test_a_wrong_address_is_not_found(self):
        for token in ("salah", self.feed.webhook_token[:-1], "False", "%00"):
            with self.subTest(token=token):
                self.refused(self.send([moota()], token=token), 404)
        token = self.feed.webhook_token
        self.feed.active = False
        self.refused(self.send([moota()], token=token), 404)

    def test_an_address_that_was_renewed_is_dead(self):
        old = self.feed.webhook_token
        self.feed.action_new_address()
        self.refused(self.send([moota()], token=old), 404)

    def test_a_body_of_more_than_two_megabytes_is_refused_also_in_chunks(self):
        body = b"[" + b" " * (2 * 1024 * 1024) + b"]"
        self.refused(self.send(body), 413)
        path = f"{self.base_url()}/transfer/feed/{self.feed.webhook_token}"
        chunks = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
        response = self.opener.post(path, data=chunks, headers={"Signature": sign(body)}, timeout=60)
        self.refused(response, 413)

    def test_a_body_in_chunks_is_read_whole(self):
        body = json.dumps([moota(n, id=f"m{n}") for n in range(1, 400)]).encode()
        path = f"{self.base_url()}/transfer/feed/{self.feed.webhook_token}"
        chunks = (body[start : start + 1_000] for start in range(0, len(body), 1_000))
        self.assertEqual(self.opener.post(path, data=chunks, headers={"Signature": sign(body)}, timeout=60).status_code, 200)
        self.assertEqual(self.events().body, body.decode())

    def test_signed_nonsense_is_kept_with_its_reason_and_stops_nothing(self):
        deep = b"[" * 5_000 + b"]" * 5_000
        bodies = {
            "cut": json.dumps([moota()]).encode()[:-30],
            "empty": b"",
            "deep": deep,
            "no list": b'{"amount": 1}',
            "a number": b"5",
            "binary": bytes(range(256)),
            "NUL": b'[{"amount": "1\\u0000"}]',
        }
        for name, body in bodies.items():
            with self.subTest(body=name):
                self.assertEqual(self.send(body).status_code, 200)
        self.assertEqual(self.send([moota()]).status_code, 200)
        self.drain()
        dead = self.events().filtered(lambda event: event.state == "dead")
        self.assertEqual(len(dead), len(bodies))
        self.assertTrue(all(dead.mapped("error")))
        self.assertEqual(self.money(), {(22, "credit", 50_009): 1})

    def test_only_posts_are_taken(self):
        response = self.url_open(f"/transfer/feed/{self.feed.webhook_token}")
        self.assertEqual(response.status_code, 405)

    def test_mutasibank_signs_with_a_header_of_its_own(self):
        feed = self.make_feed(
            self.make_account("Mandiri", "9876543210", self.bank), provider="mutasibank", account_ref="10", secret=SECRET
        )
        body = json.dumps({"account_id": 10, "data_mutasi": []}).encode()
        for header, status in (({"X-Mutasibank-Signature": sign(body)}, 200), ({"Signature": sign(body)}, 401)):
            self.assertEqual(self.send(body, None, token=feed.webhook_token, **header).status_code, status)

    def test_mutasibank_without_a_secret_believes_the_token_in_the_body(self):
        feed = self.make_feed(
            self.make_account("Mandiri", "9876543210", self.bank), provider="mutasibank", account_ref="10", secret=False
        )
        for key, status in ((feed.api_token, 200), ("tebakan", 401), (None, 401), (["x"], 401)):
            body = {"api_key": key, "account_id": 10, "data_mutasi": []}
            self.assertEqual(self.send(body, None, token=feed.webhook_token).status_code, status)
        self.assertEqual(self.send(b"[" * 5_000, None, token=feed.webhook_token).status_code, 401)
        feed.secret = SECRET
        body = {"api_key": feed.api_token, "account_id": 10, "data_mutasi": [], "x": 1}
        self.assertEqual(self.send(body, None, token=feed.webhook_token).status_code, 401, "a secret is asked for once set")
