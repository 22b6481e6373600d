from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import PeopleCase


@tagged("post_install", "-at_install")
class TestLabels(PeopleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.labels = cls.env["wa.label"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Grosir", "Komplain")]
        )
        cls.grosir, cls.komplain = cls.labels

    def setUp(self):
        super().setUp()
        self.conversation = self.hear()

    def test_who_sees_a_conversation_labels_it(self):
        seen = self.conversation.with_user(self.cs_a)
        self.assertIs(seen.wa_set_labels(self.labels.ids), True)
        self.assertEqual(self.conversation.wa_label_ids, self.labels)
        seen.wa_set_labels(self.komplain.ids)
        self.assertEqual(self.conversation.wa_label_ids, self.komplain)
        seen.wa_set_labels([])
        self.assertFalse(self.conversation.wa_label_ids)

    def test_labelling_takes_nothing(self):
        self.conversation.with_user(self.cs_a).wa_set_labels(self.grosir.ids)
        self.assertEqual((self.conversation.wa_state, self.conversation.wa_agent_id.id), ("new", False))

    def test_who_does_not_see_a_conversation_does_not_label_it(self):
        self.reply(self.conversation, self.cs_a)
        for user in (self.cs_b, self.outsider, self.portal):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.conversation.with_user(user).wa_set_labels(self.grosir.ids)
        self.assertFalse(self.conversation.wa_label_ids)

    def test_labels_are_not_written_past_the_method(self):
        with self.assertRaises(AccessError):
            self.conversation.with_user(self.cs_a).write({"wa_label_ids": [(6, 0, self.grosir.ids)]})

    def test_labels_of_another_company_stay_there(self):
        foreign = self.env["wa.label"].create({"name": "Asing", "company_id": self.other_company.id})
        with self.assertRaises(AccessError):
            self.conversation.with_user(self.cs_a).wa_set_labels(foreign.ids)
        with self.assertRaisesRegex(UserError, "Asing"):
            self.conversation.wa_set_labels(foreign.ids)

    def test_names_differ_by_more_than_case_and_spaces(self):
        for name in ("grosir", " Grosir ", "GROSIR"):
            with self.subTest(name), mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self.env["wa.label"].create({"name": name, "company_id": self.company.id})
        self.env["wa.label"].create({"name": "Grosir", "company_id": self.other_company.id})

    def test_a_cs_creates_a_label_while_choosing_and_finds_the_one_there_is(self):
        labels = self.env["wa.label"].with_user(self.cs_a)
        self.assertEqual(labels.name_create(" grosir ")[0], self.grosir.id)
        created = labels.browse(labels.name_create("100%  asli")[0])
        self.assertEqual((created.name, created.company_id), ("100% asli", self.company))
        self.assertEqual(labels.name_create("100% ASLI")[0], created.id)
        self.assertNotEqual(labels.name_create("1000 asli")[0], created.id)

    def test_only_supervisors_delete_labels(self):
        with self.assertRaises(AccessError):
            self.grosir.with_user(self.cs_a).unlink()
        self.conversation.wa_set_labels(self.labels.ids)
        self.grosir.with_user(self.supervisor).unlink()
        self.assertEqual(self.conversation.wa_label_ids, self.komplain)

    def test_screens_that_show_the_conversation_are_told(self):
        self.env["bus.bus"].search([]).unlink()
        self.conversation.with_user(self.cs_a).wa_set_labels(self.grosir.ids)
        self.env.cr.precommit.run()
        told = self.env["bus.bus"].search([]).mapped("message")
        self.assertTrue(any("wa_label_ids" in message and "Grosir" in message for message in told), told)

    def test_many_are_labelled_at_once_and_keep_their_other_labels(self):
        other = self.hear("Halo", "6281300000002")
        self.conversation.wa_set_labels(self.grosir.ids)
        other.wa_archive()
        both = (self.conversation | other).with_user(self.cs_a)
        action = both.action_wa_label()
        # As the browser does: the list's own context goes along.
        action["context"] = {"wa_hide_archived": True, **action["context"]}
        form = Form(self.env[action["res_model"]].with_user(self.cs_a).with_context(**action["context"]))
        form.add_ids.add(self.komplain)
        form.save().action_label()
        self.assertEqual((self.conversation.wa_label_ids, other.wa_label_ids), (self.labels, self.komplain))
        form = Form(self.env[action["res_model"]].with_user(self.cs_a).with_context(**action["context"]))
        form.remove_ids.add(self.komplain)
        form.save().action_label()
        self.assertEqual((self.conversation.wa_label_ids, other.wa_label_ids), (self.grosir, self.grosir.browse()))

    def test_nobody_labels_through_the_window_what_one_does_not_see(self):
        self.reply(self.conversation, self.cs_a)
        labelling = self.env["wa.labelling"].with_user(self.cs_b)
        with self.assertRaises(AccessError):
            labelling.create(
                {"channel_ids": [(6, 0, self.conversation.ids)], "add_ids": [(6, 0, self.grosir.ids)]}
            ).action_label()
        self.assertFalse(self.conversation.wa_label_ids)
