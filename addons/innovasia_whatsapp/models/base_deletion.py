import re

from psycopg2.errors import ForeignKeyViolation

from odoo import api, models
from odoo.orm.models import get_columns_from_sql_diagnostics

#: What PostgreSQL says of a record that others name, in any language: ``Key (id)=(5) is still referenced``.
_NAMED = re.compile(r"\(id\)=\((\d+)\)")
#: So many users of a record are told by name.
NAMES = 3


class Base(models.AbstractModel):
    """A record that cannot be deleted because others name it: a sentence says which ones."""

    _inherit = "base"

    @api.model
    def _sql_error_to_message_generic(self, exc):
        sentence = isinstance(exc, ForeignKeyViolation) and self._explain_deletion(exc.diag)
        return sentence or super()._sql_error_to_message_generic(exc)

    def _explain_deletion(self, diag):
        """:return: what names the record that was to be deleted; None when that is not what is the matter"""
        named = _NAMED.search(diag.message_detail or "")
        columns = get_columns_from_sql_diagnostics(self.env.cr, diag, check_registry=True)
        field = self._fields.get(columns[0]) if len(columns) == 1 else None
        if not named or not field or not field.comodel_name or self._table != diag.table_name:
            return None
        # sudo: what is to be deleted, and what it is used for, is no secret to who may delete it; names are
        record = self.env[field.comodel_name].sudo().browse(int(named[1])).exists()
        users = self.sudo().with_context(active_test=False).search([(field.name, "in", record.ids)], limit=NAMES + 1)
        seen = self.browse(users.ids)._filtered_access("read")[:NAMES]
        names = [user.display_name for user in seen] + (["…"] if users.ids != seen.ids else [])
        return self.env._(
            "“%(record)s” cannot be deleted, it is used by: %(model)s (%(names)s)."
            " Give these another one, or delete them first. Where it can be archived, that is enough.",
            record=record.display_name or named[1],
            model=self.env["ir.model"]._get(self._name).name,
            names=", ".join(names),
        )
