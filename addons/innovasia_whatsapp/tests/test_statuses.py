from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..tools import payloads
from ..tools.webhook_payload import parse
from .common import OTHER_PHONE_NUMBER_ID, WireCase

START = datetime(2026, 1, 1)
SECONDS = {"sent": 1, "delivered": 2, "read": 3, "failed": 4, "played": 5}
FACTS = (
    "state", "sent_at", "delivered_at", "read_at", "failed_at", "reason_code", "reason",
    "pricing_category", "billable",
)  # fmt: skip

#: statuses in the order in which they come -> the state in the end
SEQUENCES = [
    ([], "sending"),
    (["sent"], "sent"),
    (["sent", "delivered"], "delivered"),
    (["sent", "delivered", "read"], "read"),
    (["delivered"], "delivered"),  # sent may be left out
    (["read"], "read"),  # delivered may be left out
    (["read", "delivered"], "read"),
    (["read", "sent"], "read"),
    (["delivered", "sent"], "delivered"),
    (["failed"], "failed"),
    (["sent", "failed"], "failed"),
    (["failed", "sent"], "failed"),
    (["failed", "delivered"], "delivered"),
    (["delivered", "failed"], "delivered"),
    (["failed", "read"], "read"),
    (["sent", "sent"], "sent"),
    (["read", "read", "delivered", "sent", "failed"], "read"),
    (["sent", "played"], "sent"),
]

STATES = ("sent", "delivered", "read", "failed")
#: (state, seconds late, error code); one moment has one code
STATUSES = st.sampled_from([(state, late, 131026 + late) for state in STATES for late in range(3)])


@tagged("post_install", "-at_install")
class TestStatuses(WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        partner = cls.env["res.partner"].create({"name": "Budi", "wa_number": payloads.WA_ID})
        cls.identity = cls.env["wa.identity"].create(
            {"account_id": cls.account.id, "wa_id": payloads.WA_ID, "partner_id": partner.id}
        )
        cls.channel = cls.env["discuss.channel"]._wa_create(cls.identity)
        cls.count = 0

    def _sent(self, **values):
        """An outgoing message that Meta took, whose statuses are due."""
        type(self).count += 1
        mail = self.env["mail.message"].create(
            {
                "model": "discuss.channel",
                "res_id": self.channel.id,
                "message_type": "whatsapp_message",
                "body": "Siap",
            }
        )
        return self.env["wa.message"].create(
            {
                "account_id": self.account.id,
                "identity_id": self.identity.id,
                "channel_id": self.channel.id,
                "mail_message_id": mail.id,
                "direction": "outbound",
                "state": "sending",
                "kind": "text",
                "wamid": f"wamid.ours.{self.count}",
                "key": f"key.{self.count}",
                **values,
            }
        )

    def _status(self, wamid, state, **values):
        values.setdefault("timestamp", payloads.TIMESTAMP + SECONDS[state])
        values["code"] = values.get("code", 131026) if state == "failed" else None
        return payloads.status(wamid, state, wa_id=payloads.WA_ID, **values)

    def _facts(self, row):
        return {name: row[name] for name in FACTS}

    def _deliver(self, *posts):
        """Drain posts, each in a batch of its own."""
        for statuses in posts:
            self.post_statuses(*statuses)
            self.drain()

    # --- the table -----------------------------------------------------------------------

    def test_every_sequence_of_statuses_ends_in_its_state(self):
        for states, expected in SEQUENCES:
            told = [(state, 0, 131026) for state in states]
            with self.subTest(states=states, batches="one each"):
                row = self._sent()
                self._apply(row.wamid, *([status] for status in told))
                self.assertEqual(row.state, expected)
            with self.subTest(states=states, batches="one"):
                row = self._sent()
                self._apply(row.wamid, told)
                self.assertEqual(row.state, expected)

    def test_each_status_leaves_its_time(self):
        row = self._sent()
        self._deliver([self._status(row.wamid, state) for state in ("read", "failed", "sent", "delivered")])
        self.assertEqual(
            [row.sent_at, row.delivered_at, row.read_at, row.failed_at],
            [START + timedelta(seconds=n) for n in (1, 2, 3, 4)],
        )

    def test_a_failure_keeps_its_code_and_reason_when_a_late_sent_comes(self):
        row = self._sent()
        failed = self._status(row.wamid, "failed", title="Message undeliverable", details="Not on WhatsApp")
        self._deliver([failed], [self._status(row.wamid, "sent")])
        self.assertEqual((row.state, row.reason_code), ("failed", 131026))
        self.assertIn("Not on WhatsApp", row.reason)

    def test_a_delivery_after_a_failure_leaves_the_failure_on_record(self):
        row = self._sent()
        self._deliver([self._status(row.wamid, "failed")], [self._status(row.wamid, "delivered")])
        self.assertEqual((row.state, row.reason_code), ("delivered", 131026))
        self.assertTrue(row.failed_at)

    def test_what_meta_bills_is_kept(self):
        row = self._sent()
        pricing = {"billable": True, "pricing_model": "PMP", "category": "utility"}
        self._deliver([self._status(row.wamid, "sent", pricing=pricing)], [self._status(row.wamid, "delivered")])
        self.assertEqual((row.pricing_category, row.billable), ("utility", True))

    def test_statuses_of_a_username_only_customer_find_their_message(self):
        row = self._sent()
        self._deliver([payloads.status(row.wamid, "delivered", user_id=payloads.USER_ID)])
        self.assertEqual(row.state, "delivered")

    def test_a_status_never_touches_an_inbound_message(self):
        row = self.receive(payloads.text())
        self._deliver([self._status(row.wamid, "failed")])
        self.assertEqual((row.state, row.failed_at), ("received", False))

    def test_a_status_never_touches_the_message_of_another_device(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        row = self._sent()
        self.post_statuses(self._status(row.wamid, "read"), account=other)
        self.drain(other)
        self.assertEqual(row.state, "sending")

    def test_many_messages_get_their_own_statuses_in_one_batch(self):
        rows = [self._sent() for _n in range(4)]
        states = ["sent", "delivered", "read", "failed"]
        self._deliver([self._status(row.wamid, state) for row, state in zip(rows, states, strict=True)])
        self.assertEqual([row.state for row in rows], states)

    # --- statuses that come too early, and answers that never came ----------------------------

    def test_a_status_of_an_unknown_message_waits_until_its_message_is_known(self):
        row = self._sent(wamid=False)
        wamid = "wamid.too.early"
        self._deliver([self._status(wamid, "delivered")], [self._status(wamid, "delivered")])
        waiting = self.env["wa.status"].search([("wamid", "=", wamid)])
        self.assertEqual(waiting.mapped("state"), ["delivered"])
        row.write({"wamid": wamid, "state": "sent"})
        row._apply_waiting_statuses()
        self.assertEqual((row.state, row.delivered_at), ("delivered", START + timedelta(seconds=2)))
        self.assertFalse(waiting.exists())

    def test_an_early_failure_keeps_its_reason_and_price(self):
        row = self._sent(wamid=False)
        failed = self._status("wamid.early", "failed", details="Blocked", pricing={"category": "marketing"})
        self._deliver([failed])
        row.write({"wamid": "wamid.early", "state": "sent"})
        row._apply_waiting_statuses()
        self.assertEqual((row.state, row.reason_code, row.pricing_category), ("failed", 131026, "marketing"))
        self.assertIn("Blocked", row.reason)

    def test_a_status_brings_the_id_to_a_message_whose_answer_never_came(self):
        for state in ("sending", "unknown"):
            with self.subTest(state=state):
                row = self._sent(wamid=False, state=state)
                wamid = f"wamid.found.{row.id}"
                self._deliver([self._status(wamid, "sent", key=row.key)])
                self.assertEqual((row.wamid, row.state), (wamid, "sent"))
                self._deliver([self._status(wamid, "read", key=row.key)])
                self.assertEqual(row.state, "read")

    def test_a_key_never_replaces_an_id(self):
        row = self._sent()
        wamid = row.wamid
        self._deliver([self._status("wamid.another", "read", key=row.key)])
        self.assertEqual((row.wamid, row.state), (wamid, "sending"))

    def test_the_key_of_another_device_finds_nothing(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        row = self._sent(wamid=False)
        self.post_statuses(self._status("wamid.foreign", "sent", key=row.key), account=other)
        self.drain(other)
        self.assertFalse(row.wamid)

    def test_statuses_that_nobody_claims_are_forgotten_after_a_week(self):
        self._deliver([self._status("wamid.forgotten", "sent"), self._status("wamid.kept", "sent")])
        self.env.cr.execute("UPDATE wa_status SET create_date = now() - interval '8 days' WHERE wamid = 'wamid.forgotten'")
        self.env["wa.message"]._gc_waiting_statuses()
        left = self.env["wa.status"].search([("account_id", "=", self.account.id)])
        self.assertEqual(left.mapped("wamid"), ["wamid.kept"])

    # --- any order, any number of times --------------------------------------------------

    def _apply(self, wamid, *batches):
        """Apply batches of (state, seconds late, error code) to a message."""
        for batch in batches:
            statuses = [
                self._status(wamid, state, timestamp=payloads.TIMESTAMP + SECONDS[state] + late, code=code)
                for state, late, code in batch
            ]
            content = payloads.outcomes(*statuses, phone_number_id=self.account.phone_number_id)
            (change,) = parse(payloads.body(content))
            self.env["wa.message"]._apply_statuses(self.account, change.statuses)

    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def test_any_order_and_any_repetition_ends_in_the_same(self, data):
        statuses = data.draw(st.lists(STATUSES, min_size=1, max_size=6))
        repeated = statuses + data.draw(st.lists(st.sampled_from(statuses), max_size=4))
        noisy = data.draw(st.permutations(repeated))
        cuts = data.draw(st.lists(st.integers(0, len(noisy)), max_size=3))
        edges = [0, *sorted(cuts), len(noisy)]
        plain, mixed = self._sent(), self._sent()
        self._apply(plain.wamid, statuses)
        self._apply(mixed.wamid, *(noisy[start:end] for start, end in pairwise(edges)))
        self.assertEqual(self._facts(plain), self._facts(mixed))

    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(
        states=st.lists(st.sampled_from(STATES), min_size=1, max_size=5),
        known_after=st.integers(0, 5),
    )
    def test_it_does_not_matter_when_the_message_becomes_known(self, states, known_after):
        plain, late = self._sent(), self._sent(wamid=False)
        wamid = f"wamid.late.{late.id}"
        for number, state in enumerate([*states, None]):
            if not late.wamid and (number == known_after or state is None):
                late.wamid = wamid
                late._apply_waiting_statuses()
            if state:
                self._apply(plain.wamid, [(state, 0, 131026)])
                self._apply(wamid, [(state, 0, 131026)])
        self.assertEqual(self._facts(plain), self._facts(late))
