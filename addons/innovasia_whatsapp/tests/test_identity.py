from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import payloads
from .common import OTHER_PHONE_NUMBER_ID, WireCase

WA_ID = "6281234567890"
BSUID = "ID.one.person"
EVENTS = "odoo.addons.innovasia_whatsapp.models.wa_event"


@tagged("post_install", "-at_install")
class TestPartnerOfANumber(WireCase):
    """The customer behind a number: found in any spelling, or created once."""

    def _partner(self, phone, **values):
        return self.env["res.partner"].create({"name": "Bu Rini", "phone": phone, **values})

    def test_the_phone_that_a_portal_user_claims_finds_nobody(self):
        self.portal.partner_id.phone = "+62 812 777 00001"
        row = self.receive(payloads.text("rahasia", wa_id="6281277700001"))
        self.assertNotEqual(row.partner_id, self.portal.partner_id)

    def test_a_partner_is_found_by_every_spelling_of_the_number(self):
        for index, template in enumerate(
            (
                "0{n}",
                "62{n}",
                "+62{n}",
                "0062{n}",
                "0812-{t}",
                "+62 812-{t}",
                "(+62) 812 {t}",
                "0062 812.{t}",
                "62.812.{t}",
            )
        ):
            tail = f"345{index:05}"
            typed = template.format(n=f"812{tail}", t=tail)
            with self.subTest(typed=typed):
                partner = self._partner(typed)
                row = self.receive(payloads.text(wa_id=f"62812{tail}"))
                self.assertEqual(row.partner_id, partner)
                self.assertEqual(partner.wa_number, f"62812{tail}")
                self.assertEqual(partner.phone, typed, "what a person typed stays as it is")
                self.assertEqual(partner.name, "Bu Rini")

    def test_a_partner_is_found_by_its_whatsapp_number(self):
        partner = self._partner(False, wa_number=WA_ID)
        self._partner("0812 3456 7890", name="Older spelling of the same number")
        self.assertEqual(self.receive(payloads.text(wa_id=WA_ID)).partner_id, partner)

    def test_the_oldest_of_several_partners_with_the_number_is_taken(self):
        first, _second = self._partner("081234567890"), self._partner("+6281234567890")
        self.assertEqual(self.receive(payloads.text(wa_id=WA_ID)).partner_id, first)

    def test_an_archived_partner_and_one_of_another_company_are_not_taken(self):
        archived = self._partner("081234567890", active=False)
        foreign = self._partner("081234567890", company_id=self.other_company.id)
        partner = self.receive(payloads.text(wa_id=WA_ID)).partner_id
        self.assertNotIn(partner, archived | foreign)

    def test_foreign_numbers_are_kept_as_whatsapp_spells_them(self):
        for wa_id in (
            "14155550123",
            "5511987654321",
            "551187654321",  # Brazilian, without the ninth digit
            "5215512345678",  # Mexican, with the 1 that is no longer dialled
            "81312345678",
        ):
            with self.subTest(wa_id=wa_id):
                row = self.receive(payloads.text(wa_id=wa_id))
                self.assertEqual(row.partner_id.wa_number, wa_id)
                self.assertEqual(row.identity_id.wa_id, wa_id)
                self.assertEqual(self.receive(payloads.text(wa_id=wa_id)).channel_id, row.channel_id)
        existing = self._partner("+1 (415) 555-0199")
        self.assertEqual(self.receive(payloads.text(wa_id="14155550199")).partner_id, existing)

    def test_a_number_of_another_country_is_not_mistaken_for_an_indonesian_one(self):
        japanese = self._partner("+81 3-1234-5678")  # 81312345678: so is 0813-1234-5678 without its 0
        partner = self.receive(payloads.text(wa_id="6281312345678")).partner_id
        self.assertNotEqual(partner, japanese)
        self.assertFalse(japanese.wa_number)

    def test_a_new_customer_is_created_once_with_name_and_number(self):
        for words in ("satu", "dua", "tiga"):
            self.post(payloads.text(words, wa_id=WA_ID), name="Budi")
        self.drain()
        partner = self.env["res.partner"].search([("wa_number", "=", WA_ID)])
        self.assertEqual(len(partner), 1)
        self.assertEqual((partner.name, partner.phone), ("Budi", "+62 812-3456-7890"))
        self.assertEqual(self.conversations().name, "Budi")
        self.assertEqual(len(self.conversations().message_ids), 3)

    def test_a_new_customer_speaks_the_companys_language(self):
        self.env["res.lang"]._activate_lang("id_ID")
        self.company.partner_id.lang = "id_ID"
        self.assertEqual(self.receive(payloads.text(wa_id=WA_ID)).partner_id.lang, "id_ID")

    def test_a_changed_profile_name_does_not_rename_the_partner(self):
        row = self.receive(payloads.text(wa_id=WA_ID), name="Budi")
        self.receive(payloads.text(wa_id=WA_ID), name="Budi ❤️")
        self.assertEqual(row.partner_id.name, "Budi")
        self.assertEqual(row.identity_id.profile_name, "Budi ❤️")

    def test_one_person_on_two_devices_is_one_partner_with_two_identities(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        first = self.receive(payloads.text(wa_id=WA_ID))
        second = self.receive(payloads.text(wa_id=WA_ID), account=other)
        self.assertEqual(first.partner_id, second.partner_id)
        self.assertNotEqual(first.identity_id, second.identity_id)
        self.assertNotEqual(first.channel_id, second.channel_id)
        self.assertEqual(second.channel_id.wa_account_id, other)

    def test_every_message_goes_to_its_own_sender_whatever_the_order_of_the_contacts(self):
        siti, budi = payloads.text("dari Siti", wa_id="62811111"), payloads.text("dari Budi", wa_id="62822222")
        contacts = [
            payloads.contact("62822222", name="Budi"),
            payloads.contact("62833333", name="Nobody wrote"),
            payloads.contact("62811111", name="Siti"),
        ]
        self.store(payloads.post(payloads.value(self.account.phone_number_id, contacts=contacts, messages=[siti, budi])))
        self.drain()
        siti, budi = self.rows(siti["id"], budi["id"])
        self.assertEqual((siti.partner_id.name, siti.identity_id.wa_id), ("Siti", "62811111"))
        self.assertEqual((budi.partner_id.name, budi.identity_id.wa_id), ("Budi", "62822222"))


@tagged("post_install", "-at_install")
class TestIdentityJoins(WireCase):
    """A username and a number turn out to be one person."""

    ONLY_ID = {"user_id": BSUID}
    BOTH = {"wa_id": WA_ID, "user_id": BSUID}
    ONLY_NUMBER = {"wa_id": WA_ID}

    def _assert_one_person(self, *words):
        channel = self.conversations()
        self.assertEqual(len(channel), 1)
        identity = self.env["wa.identity"].search([("account_id", "=", self.account.id)])
        self.assertEqual(channel.wa_identity_id, identity)
        self.assertEqual((identity.wa_id, identity.bsuid), (WA_ID, BSUID))
        self.assertEqual(identity.partner_id.wa_number, WA_ID)
        said = self.env["wa.message"].search([("account_id", "=", self.account.id)], order="timestamp, id")
        self.assertEqual(said.mapped("body"), list(words))
        self.assertEqual(said.channel_id, channel)
        self.assertEqual(said.identity_id, identity)
        self.assertEqual(said.partner_id, identity.partner_id)
        self.assertEqual(said.mail_message_id, channel.message_ids)
        self.assertEqual(channel.message_ids.author_id, identity.partner_id)
        self.assertEqual(channel.wa_partner_id, identity.partner_id)

    def test_id_then_both_then_number(self):
        self.receive(payloads.text("a", **self.ONLY_ID))
        self.receive(payloads.text("b", **self.BOTH))
        self.receive(payloads.text("c", **self.ONLY_NUMBER))
        self._assert_one_person("a", "b", "c")

    def test_number_then_both_then_id(self):
        self.receive(payloads.text("a", **self.ONLY_NUMBER))
        self.receive(payloads.text("b", **self.BOTH))
        self.receive(payloads.text("c", **self.ONLY_ID))
        self._assert_one_person("a", "b", "c")

    def test_number_and_id_apart_then_both(self):
        self.receive(payloads.text("a", **self.ONLY_NUMBER))
        self.receive(payloads.text("b", **self.ONLY_ID))
        self.assertEqual(len(self.conversations()), 2)
        self.receive(payloads.text("c", **self.BOTH))
        self._assert_one_person("a", "b", "c")

    def test_all_forms_in_one_post(self):
        forms = [self.ONLY_ID, self.ONLY_NUMBER, self.BOTH]
        self.receive(*(payloads.text(word, **form) for word, form in zip("abc", forms, strict=True)))
        self._assert_one_person("a", "b", "c")

    def test_all_forms_in_one_batch_when_only_the_id_was_known(self):
        self.receive(payloads.text("a", **self.ONLY_ID))
        self.post(payloads.text("b", **self.BOTH))
        self.post(payloads.text("c", **self.ONLY_NUMBER))
        self.drain()
        self._assert_one_person("a", "b", "c")

    def test_all_forms_in_one_batch_when_only_the_number_was_known(self):
        self.receive(payloads.text("a", **self.ONLY_NUMBER))
        self.post(payloads.text("b", **self.BOTH))
        self.post(payloads.text("c", **self.ONLY_ID))
        self.drain()
        self._assert_one_person("a", "b", "c")

    def test_a_status_that_names_both_is_no_reason_to_begin_a_conversation(self):
        self.post_statuses(payloads.status("wamid.none", wa_id=WA_ID, user_id=BSUID))
        self.drain()
        self.assertFalse(self.conversations())

    def test_a_number_that_belongs_to_a_partner_leads_a_username_to_that_partner(self):
        rini = self.env["res.partner"].create({"name": "Bu Rini", "phone": "0812-3456-7890"})
        row = self.receive(payloads.text("a", **self.ONLY_ID))
        self.assertNotEqual(row.partner_id, rini)
        self.receive(payloads.text("b", **self.BOTH))
        self.assertEqual(row.channel_id.wa_partner_id, rini)
        self._assert_one_person("a", "b")

    def test_the_number_of_a_joined_person_leads_to_one_partner(self):
        self.receive(payloads.text("a", **self.ONLY_NUMBER))
        self.receive(payloads.text("b", **self.ONLY_ID))
        self.receive(payloads.text("c", **self.BOTH))
        self.assertEqual(self.env["res.partner"].search_count([("wa_number", "=", WA_ID)]), 1)

    def test_reactions_come_along(self):
        target = self.receive(payloads.text("a", **self.ONLY_ID))
        self.receive(payloads.reaction(target.wamid, "👍", **self.ONLY_ID))
        self.receive(payloads.text("b", **self.ONLY_NUMBER))
        self.receive(payloads.text("c", **self.BOTH))
        self.receive(payloads.reaction(target.wamid, "🙏", timestamp=payloads.TIMESTAMP + 1, **self.ONLY_NUMBER))
        self.assertEqual(target.mail_message_id.reaction_ids.mapped("content"), ["🙏"])

    def test_reactions_by_id_to_what_was_written_by_number_come_along(self):
        target = self.receive(payloads.text("a", **self.ONLY_NUMBER))
        self.receive(payloads.reaction(target.wamid, "👍", **self.ONLY_ID))
        self.receive(payloads.reaction(target.wamid, "🙏", timestamp=payloads.TIMESTAMP + 1, **self.ONLY_NUMBER))
        joined = self.receive(payloads.text("c", **self.BOTH))
        reactions = target.mail_message_id.reaction_ids
        self.assertEqual([(r.content, r.partner_id) for r in reactions], [("🙏", joined.partner_id)])

    def test_two_numbers_with_one_id_in_one_batch_stop_nobody(self):
        first = payloads.text("a", **self.BOTH)
        second = payloads.text("b", wa_id="6281277777777", user_id=BSUID)
        bystander = payloads.text("c", wa_id="6281288888888")
        for message in (first, second, bystander):
            self.post(message)
        self.drain()
        rows = self.rows(first["id"], second["id"], bystander["id"])
        self.assertEqual(rows.mapped("body"), ["a", "b", "c"])

    def test_a_number_that_moves_on_within_a_batch_stops_nobody(self):
        """Its owner has another one now; who writes with it is somebody else, as far as one can tell."""
        known = self.receive(payloads.text("known", **self.BOTH)).identity_id
        moved = payloads.text("a", wa_id="6281277777777", user_id=BSUID)
        old, new = payloads.text("b", **self.ONLY_NUMBER), payloads.text("c", wa_id="6281277777777")
        for message in (moved, old, new):
            self.post(message)
        self.drain()
        rows = self.rows(moved["id"], old["id"], new["id"])
        self.assertEqual(rows.mapped("body"), ["a", "b", "c"])
        self.assertEqual((rows[0].identity_id, rows[2].identity_id, known.wa_id), (known, known, "6281277777777"))
        self.assertNotEqual(rows[1].identity_id, known)

    @mute_logger(EVENTS)
    def test_a_number_that_changes_beside_a_post_that_is_not_understood_stops_nobody(self):
        """Event by event, what is applied first changes who the others are from."""
        self.receive(payloads.text("known", **self.BOTH))
        strange = {"message_template_name": [], "event": "APPROVED"}
        change = {"field": "message_template_status_update", "value": strange}
        refused = self.store({"object": "whatsapp_business_account", "entry": [{"changes": [change]}]})
        moved = payloads.number_change("6281277777777", wa_id=WA_ID)
        late = payloads.text("written before", **self.ONLY_NUMBER)
        self.post(moved)
        event = self.post(late)
        self.drain()
        self.assertEqual((refused.state, event.state), ("dead", "done"))
        self.assertEqual(self.rows(late["id"]).body, "written before")

    def test_two_ids_with_one_number_in_one_batch_stop_nobody(self):
        self.receive(payloads.text("known", wa_id="6281277777777", user_id=BSUID))
        stranger = payloads.text("a", wa_id=WA_ID, user_id="ID.another")
        moved = payloads.text("b", **self.BOTH)
        for message in (stranger, moved):
            self.post(message)
        self.drain()
        self.assertEqual(self.rows(stranger["id"], moved["id"]).mapped("body"), ["a", "b"])

    def test_a_sender_that_cannot_be_stored_stops_nobody_else(self):
        create = type(self.env["res.partner"])._wa_prepare

        def refuse(partner, contact):
            if contact.profile_name == "Refused":
                raise ValueError("no such customer")
            return create(partner, contact)

        before = self.post(payloads.text("a", wa_id="6281277777777"))
        refused = self.post(payloads.text("b", wa_id="6281266666666"), name="Refused")
        after = self.post(payloads.text("c", wa_id="6281288888888"))
        with patch.object(type(self.env["res.partner"]), "_wa_prepare", refuse), mute_logger(EVENTS):
            self.drain()
        self.assertEqual((before.state, refused.state, after.state), ("done", "dead", "done"))
        self.assertIn("no such customer", refused.error)
        refused.with_user(self.admin).action_replay()
        self.drain()
        self.assertEqual(refused.state, "done")
        self.assertEqual(len(self.conversations()), 3)

    def test_two_devices_keep_their_identities_apart(self):
        other = self._create_account("Kedua", OTHER_PHONE_NUMBER_ID, self.company)
        mine = self.receive(payloads.text("a", **self.ONLY_ID))
        theirs = self.receive(payloads.text("b", **self.BOTH), account=other)
        self.assertFalse(mine.identity_id.wa_id)
        self.assertEqual(theirs.identity_id.wa_id, WA_ID)

    def test_an_agent_stays_in_the_joined_conversation(self):
        self.receive(payloads.text("a", **self.ONLY_NUMBER))
        old = self.receive(payloads.text("b", **self.ONLY_ID)).channel_id
        old.sudo().channel_partner_ids += self.cs_a.partner_id
        joined = self.receive(payloads.text("c", **self.BOTH)).channel_id
        self.assertIn(self.cs_a.partner_id, joined.channel_partner_ids)
        self.assertFalse(old.active)
        self.assertEqual(joined.with_user(self.cs_a).self_member_id.channel_id, joined)
