"""What a device answers by itself, with the clock moved. Monday is 2026-11-23; the shop is in Jakarta (UTC+7)."""

from datetime import datetime
from unittest.mock import patch

from pytz import UTC, timezone

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.tests.common import WireCase
from odoo.addons.innovasia_whatsapp.tools import payloads

JAKARTA, JAYAPURA = "Asia/Jakarta", "Asia/Jayapura"
MONDAY_MORNING = "2026-11-23 09:00:00"
MONDAY_NIGHT = "2026-11-23 20:00:00"
GREETING = "Hello {contactname}, welcome to {device}."
AWAY = "We are closed. We answer {jambuka}."
PICTURE = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SITI, BUDI = "6281234567001", "6281234567002"


def hours(dayofweek, hour_from, hour_to):
    return Command.create({"name": "Open", "dayofweek": dayofweek, "hour_from": hour_from, "hour_to": hour_to})


class GreetingCase(WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.lang = "en_US"
        cls.jakarta, cls.jayapura = cls._opening_hours(JAKARTA), cls._opening_hours(JAYAPURA)
        cls.account.write(
            {
                "name": "Toko Uji",
                "greeting_active": True,
                "greeting_format_id": cls._write("greeting", GREETING),
                "away_active": True,
                "away_format_id": cls._write("away", AWAY),
                "resource_calendar_id": cls.jakarta.id,
            }
        )

    @classmethod
    def _write(cls, purpose, text):
        """Write the text of the company for this purpose.

        :return: the id of the format
        """
        used = cls.env["wa.format"].search([("company_id", "=", cls.company.id), ("trigger", "=", f"conversation_{purpose}")])
        used.body = text
        return used.id

    @classmethod
    def _opening_hours(cls, tz):
        """Monday to Friday 8-17, Saturday 8-12."""
        days = [hours(str(day), 8, 17) for day in range(5)] + [hours("5", 8, 12)]
        return cls.env["resource.calendar"].create(
            {"name": tz, "tz": tz, "company_id": cls.company.id, "attendance_ids": [Command.clear(), *days]}
        )

    # --- the clock -----------------------------------------------------------------------

    def at(self, local, tz=JAKARTA):
        """Move the clock to a local time."""
        naive = datetime.fromisoformat(local)
        return freeze_time(timezone(tz).localize(naive).astimezone(UTC).replace(tzinfo=None))

    def hear(self, local, *messages, tz=JAKARTA, name="Siti", **options):
        """Receive messages at that local time, a text of Siti if none is given."""
        with self.at(local, tz):
            now = int(datetime.now().replace(tzinfo=UTC).timestamp())
            messages = messages or (payloads.text(wa_id=SITI),)
            for message in messages:
                if message["timestamp"] == str(payloads.TIMESTAMP):
                    message["timestamp"] = str(now)
            return self.receive(*messages, name=name, **options)

    def said(self, wa_id=SITI):
        """What the device said to a customer, oldest first."""
        rows = self.env["wa.message"].search(
            [("account_id", "=", self.account.id), ("direction", "=", "outbound"), ("identity_id.wa_id", "=", wa_id)],
            order="id",
        )
        return rows.mapped("body")

    def conversation(self, wa_id=SITI):
        return self.env["discuss.channel"].search(
            [("wa_account_id", "=", self.account.id), ("wa_identity_id.wa_id", "=", wa_id)]
        )


@tagged("post_install", "-at_install")
class TestGreeting(GreetingCase):
    def test_first_message_of_a_session_is_greeted_and_no_other(self):
        self.hear(MONDAY_MORNING)
        self.hear("2026-11-23 09:01:00")
        self.assertEqual(self.said(), ["Hello Siti, welcome to Toko Uji."])

    def test_greeting_stands_in_the_conversation_after_the_message_and_is_queued(self):
        self.hear(MONDAY_MORNING)
        heard, greeting = self.spoken(self.conversation())
        self.assertEqual(heard.author_id.name, "Siti")
        self.assertEqual(greeting.author_id, self.company.partner_id)
        self.assertIn("Hello Siti, welcome to Toko Uji.", greeting.body)
        row = greeting.wa_message_ids
        self.assertEqual((row.state, row.kind, row.user_id.id), ("outgoing", "text", False))

    def test_greeting_claims_nothing_and_the_customer_goes_on_waiting(self):
        self.hear(MONDAY_MORNING)
        conversation = self.conversation()
        self.assertEqual(conversation.wa_state, "new")
        self.assertFalse(conversation.wa_agent_id)
        self.assertTrue(conversation.wa_waiting_since)
        session = conversation.wa_session_id
        self.assertEqual((session.reply_count, session.first_reply_at), (0, False))
        self.assertTrue(session.greeted_at)

    def test_next_session_is_greeted_again(self):
        self.hear(MONDAY_MORNING)
        self.hear("2026-11-24 10:00:00")
        self.assertEqual(len(self.said()), 2)

    def test_two_customers_in_one_post_are_each_greeted_by_name(self):
        self.hear(MONDAY_MORNING, payloads.text(wa_id=SITI))
        self.hear(MONDAY_MORNING, payloads.text(wa_id=BUDI), name="Budi")
        self.hear(MONDAY_MORNING, payloads.text(wa_id=SITI), payloads.text(wa_id=BUDI))
        self.assertEqual(self.said(SITI), ["Hello Siti, welcome to Toko Uji."])
        self.assertEqual(self.said(BUDI), ["Hello Budi, welcome to Toko Uji."])

    def test_two_first_messages_at_once_are_greeted_once(self):
        self.hear(MONDAY_MORNING, payloads.text("Halo", wa_id=SITI), payloads.text("Ada madu?", wa_id=SITI))
        self.assertEqual(len(self.said()), 1)

    def test_redelivered_message_is_not_greeted_again(self):
        message = payloads.text(wa_id=SITI)
        self.hear(MONDAY_MORNING, message)
        self.hear("2026-11-23 09:02:00", message, name="Siti R.")
        self.assertEqual(len(self.said()), 1)

    def test_restart_in_the_middle_greets_once(self):
        with self.at(MONDAY_MORNING):
            now = int(datetime.now().replace(tzinfo=UTC).timestamp())
            event = self.post(payloads.text(wa_id=SITI, timestamp=now), name="Siti")
            with patch.object(type(event), "_close", side_effect=ValueError("killed")), self.assertRaises(ValueError):
                self.drain()
            self.assertFalse(self.said())
            self.drain()
        self.assertEqual(len(self.said()), 1)

    def test_late_message_is_not_answered(self):
        late = payloads.text(wa_id=SITI, timestamp=int(datetime(2026, 11, 23, 1, 49, tzinfo=UTC).timestamp()))
        self.hear(MONDAY_MORNING, late)  # 08:49
        self.assertFalse(self.said())

    def test_reaction_system_message_and_unsupported_kind_are_not_answered(self):
        self.hear(MONDAY_MORNING, payloads.unsupported(wa_id=SITI))
        self.hear(MONDAY_MORNING, payloads.reaction(wa_id=SITI))
        self.hear(MONDAY_MORNING, payloads.number_change(wa_id=SITI, new_wa_id="6281234567009"))
        self.assertFalse(self.said("6281234567009"))
        self.assertFalse(self.said())

    def test_silent_device_says_nothing_and_asks_the_database_nothing(self):
        self.account.write({"greeting_active": False, "away_active": False})
        rows = self.hear(MONDAY_NIGHT)
        self.assertFalse(self.said())
        self.account.sudo().fetch(["greeting_active", "away_active"])
        with self.assertQueryCount(0):
            self.env["wa.session"]._answer_automatically(self.account, rows)

    def test_messages_that_need_no_answer_cost_no_query_each(self):
        numbers = [f"62811000000{i:02}" for i in range(12)]
        self.hear(MONDAY_NIGHT, *[payloads.text(wa_id=number) for number in numbers])
        rows = self.hear("2026-11-23 20:05:00", *[payloads.text(wa_id=number) for number in numbers])

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with self.at("2026-11-23 20:05:00"):
                self.env["wa.session"]._answer_automatically(self.account, some)
            return self.env.cr.sql_log_count - before

        queries(rows)
        self.assertEqual(queries(rows), queries(rows[:1]))

    def test_trouble_with_an_answer_holds_up_no_message(self):
        account_class = type(self.account)
        with (
            patch.object(account_class, "_open_intervals", side_effect=ValueError("no such zone")),
            mute_logger("odoo.addons.innovasia_crm.models.greeting.wa_session_greeting"),
        ):
            self.hear(MONDAY_MORNING)
        self.assertEqual(len(self.spoken(self.conversation())), 1)
        self.assertFalse(self.said())


@tagged("post_install", "-at_install")
class TestAway(GreetingCase):
    def assertAway(self, opening):
        self.assertEqual(self.said(), [f"We are closed. We answer {opening}."])

    def test_night_is_answered_with_the_opening_of_tomorrow_and_no_greeting(self):
        self.hear(MONDAY_NIGHT)
        self.assertAway("tomorrow at 8:00\u202fAM WIB")

    def test_early_morning_is_answered_with_the_opening_of_today(self):
        self.hear("2026-11-23 06:00:00")
        self.assertAway("today at 8:00\u202fAM WIB")

    def test_weekend_is_answered_with_the_opening_of_monday(self):
        self.hear("2026-11-21 13:00:00")  # Saturday
        self.assertAway("on Monday at 8:00\u202fAM WIB")

    def test_public_holiday_is_outside_working_hours(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "calendar_id": self.jakarta.id,
                "company_id": self.company.id,
                "date_from": "2026-11-22 17:00:00",
                "date_to": "2026-11-23 16:59:59",
            }
        )
        self.hear(MONDAY_MORNING)
        self.assertAway("tomorrow at 8:00\u202fAM WIB")

    def test_holiday_of_another_company_closes_nothing(self):
        self.env["resource.calendar.leaves"].create(
            {"company_id": self.other_company.id, "date_from": "2026-11-22 17:00:00", "date_to": "2026-11-23 16:59:59"}
        ).company_id = self.other_company
        self.hear(MONDAY_MORNING)
        self.assertEqual(self.said(), ["Hello Siti, welcome to Toko Uji."])

    def test_opening_and_closing_are_to_the_second(self):
        for local, wa_id, is_open in (
            ("2026-11-24 07:59:59", "6281100000001", False),
            ("2026-11-24 08:00:00", "6281100000002", True),
            ("2026-11-24 16:59:59", "6281100000003", True),
            ("2026-11-24 17:00:00", "6281100000004", False),
        ):
            with self.subTest(local):
                self.hear(local, payloads.text(wa_id=wa_id))
                [text] = self.said(wa_id)
                self.assertEqual(text.startswith("Hello"), is_open)

    def test_same_moment_is_open_in_jayapura_and_closed_in_jakarta(self):
        self.hear("2026-11-23 07:30:00")
        self.account.resource_calendar_id = self.jayapura
        self.hear("2026-11-23 07:30:00", payloads.text(wa_id=BUDI), name="Budi")
        self.assertAway("today at 8:00\u202fAM WIB")
        self.assertEqual(self.said(BUDI), ["Hello Budi, welcome to Toko Uji."])

    def test_session_that_goes_on_after_closing_is_told_once(self):
        self.hear("2026-11-23 16:00:00")
        self.hear("2026-11-23 18:00:00")
        self.hear("2026-11-23 19:00:00")
        self.assertEqual(len(self.said()), 2)
        self.assertTrue(self.said()[1].startswith("We are closed"))

    def test_both_are_sent_when_the_device_says_so_the_greeting_first(self):
        self.account.greet_when_away = True
        self.hear(MONDAY_NIGHT)
        self.assertEqual([text.split()[0] for text in self.said()], ["Hello", "We"])

    def test_somebody_who_works_late_is_not_contradicted(self):
        self.hear("2026-11-23 16:50:00")
        with self.at("2026-11-23 17:10:00"):
            self.conversation().with_user(self.cs_a).message_post(body="Sebentar ya", message_type="comment")
        self.hear("2026-11-23 17:20:00")
        self.assertEqual(self.said()[1:], ["Sebentar ya"])
        self.hear("2026-11-23 18:00:00")
        self.assertTrue(self.said()[-1].startswith("We are closed"))

    def test_away_message_takes_nothing_from_who_serves_the_customer(self):
        self.hear("2026-11-23 16:00:00")
        with self.at("2026-11-23 16:10:00"):
            self.conversation().with_user(self.cs_a).message_post(body="Ada", message_type="comment")
        self.hear("2026-11-23 18:00:00")
        conversation = self.conversation()
        self.assertEqual((conversation.wa_state, conversation.wa_agent_id), ("assigned", self.cs_a))
        self.assertTrue(conversation.wa_waiting_since)
        self.assertEqual(conversation.wa_session_id.reply_count, 1)

    def test_device_that_never_opens_again_says_so_politely(self):
        self.jakarta.attendance_ids.unlink()
        self.hear(MONDAY_MORNING)
        self.assertAway("as soon as we can")


@tagged("post_install", "-at_install")
class TestAutomaticTexts(GreetingCase):
    def test_customer_named_like_a_placeholder_is_not_filled_in(self):
        self.hear(MONDAY_MORNING, name="{device}")
        self.assertEqual(self.said(), ["Hello {device}, welcome to Toko Uji."])

    def test_customer_known_by_number_only_is_greeted_without_a_name(self):
        self.hear(MONDAY_MORNING, name=None)
        self.assertEqual(self.said(), ["Hello, welcome to Toko Uji."])

    def test_device_answers_with_a_text_for_the_purpose_only(self):
        with self.assertRaisesRegex(ValidationError, "written for something else"):
            self.account.greeting_format_id = self.account.away_format_id

    def test_device_that_answers_has_a_text(self):
        with self.assertRaisesRegex(ValidationError, "switch it off"):
            self.account.greeting_format_id = False
        self.account.write({"greeting_active": False, "greeting_format_id": False})

    def test_text_that_a_device_uses_is_neither_archived_nor_deleted(self):
        used = self.account.greeting_format_id
        with self.assertRaisesRegex(ValidationError, "Toko Uji"):
            used.active = False
        with self.assertRaisesRegex(UserError, "Toko Uji"):
            used.unlink()

    def test_picture_of_a_greeting_goes_along_with_the_text_as_its_caption(self):
        self.account.greeting_format_id.write({"header_file": PICTURE, "header_name": "toko.png"})
        self.hear(MONDAY_MORNING)
        row = self.env["wa.message"].search([("account_id", "=", self.account.id), ("direction", "=", "outbound")])
        self.assertEqual((row.kind, row.body, row.media_filename), ("image", "Hello Siti, welcome to Toko Uji.", "toko.png"))

    def test_away_message_needs_working_hours(self):
        with self.assertRaisesRegex(ValidationError, "working hours"):
            self.account.resource_calendar_id = False

    def test_switching_on_fills_in_texts_and_the_hours_of_the_company(self):
        account = self._create_account("Baru", "100000000000903", self.company, greeting_active=True, away_active=True)
        self.assertEqual(account.greeting_format_id.body, GREETING)
        self.assertEqual(account.away_format_id.body, AWAY)
        self.assertEqual(account.resource_calendar_id, self.company.resource_calendar_id)

    def test_preview_shows_what_the_customer_reads(self):
        self.account.greeting_format_id.body = "Hello *{nama}* of {device} <b>"
        self.assertIn("Hello <strong>Siti Rahma</strong> of Toko Uji &lt;b&gt;", self.account.greeting_preview)
        with self.at(MONDAY_NIGHT):
            self.account.invalidate_recordset(["away_preview"])
            self.assertIn("tomorrow", self.account.away_preview)

    def test_whatsapp_administrator_keeps_hours_and_holidays_and_an_agent_does_not(self):
        holiday = {"name": "Holiday", "date_from": "2026-11-23 00:00:00", "date_to": "2026-11-23 10:00:00"}
        self.jakarta.with_user(self.admin).write({"name": "Toko"})
        self.env["resource.calendar.leaves"].with_user(self.admin).create(holiday)
        with self.assertRaises(AccessError):
            self.jakarta.with_user(self.cs_a).write({"name": "Libur"})
        with self.assertRaises(AccessError):
            self.env["resource.calendar.leaves"].with_user(self.cs_a).create(holiday)
