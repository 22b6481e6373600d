"""What is in use cannot be deleted, and a sentence says by what it is used."""

from types import SimpleNamespace

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import payloads
from .common import WireCase


class Refusal(ForeignKeyViolation):
    """What PostgreSQL says when a record is deleted that a field names."""

    def __init__(self, model, field, record_id):
        super().__init__()
        detail = f'Key (id)=({record_id}) is still referenced from table "{model._table}".'
        model.env.cr.execute(
            """
            SELECT conname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
             WHERE contype = 'f' AND conrelid = %s::regclass AND attname = %s
            """,
            [model._table, field.name],
        )
        [(name,)] = model.env.cr.fetchall()
        self._diag = SimpleNamespace(
            message_detail=detail, constraint_name=name, table_name=model._table, column_name=None, message_primary=""
        )

    diag = property(lambda self: self._diag)


@tagged("post_install", "-at_install")
class TestDeletion(WireCase):
    def _restricting(self):
        """:return: list of (model, field): each field of our addons that keeps a record from being deleted"""
        return [
            (model, field)
            for model in self.env.values()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.type == "many2one" and field.store and field.ondelete == "restrict"
            if any((module or "").startswith("innovasia") for module in field._modules)
        ]

    def test_whatever_keeps_a_record_from_being_deleted_is_named_in_a_sentence(self):
        found = self._restricting()
        self.assertTrue(found)
        for model, field in found:
            with self.subTest(model=model._name, field=field.name):
                told = model._sql_error_to_message(Refusal(model, field, 0))
                self.assertIn("cannot be deleted", told)
                self.assertIn(self.env["ir.model"]._get(model._name).name, told)
                self.assertNotIn(field.name, told.split())

    def test_what_is_used_and_what_uses_it_are_named_as_far_as_one_may_see_them(self):
        message = self.receive(payloads.text("Halo"))
        with mute_logger("odoo.sql_db"), self.assertRaises(ForeignKeyViolation) as refused, self.env.cr.savepoint():
            message.partner_id.unlink()
        table = {model._table: model for model in self.env.values() if model._auto}[refused.exception.diag.table_name]
        told = table._sql_error_to_message(refused.exception)
        self.assertIn(f"“{message.partner_id.display_name}” cannot be deleted", told)
        hidden = table.with_user(self.env.ref("base.public_user"))._sql_error_to_message(refused.exception)
        self.assertIn("(…)", hidden)

    def test_device_with_conversations_is_archived_not_deleted(self):
        message = self.receive(payloads.text("Halo"))
        with self.assertRaisesRegex(UserError, "archive"):
            message.account_id.unlink()
        self.assertTrue(message.exists())
