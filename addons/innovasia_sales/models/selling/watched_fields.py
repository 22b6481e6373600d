from odoo import models
from odoo.tools import format_date, format_datetime

from ...tools.money import money


class WatchedFields(models.AbstractModel):
    """Sees what a write changed in some fields, whether it was written or computed along with it.

    Who inherits names the fields (`_watched`), says whose history has begun (`_watched_begun`), and what
    happens with the changes (`_watched_changed`).
    """

    _name = "watched.fields"
    _description = "Watched Fields"

    _watched = ()

    def write(self, vals):
        if not any(name in vals for name in self._watched):
            return super().write(vals)
        begun = self._watched_begun()
        before = {record: {name: record[name] for name in self._watched} for record in self.sudo()}
        result = super().write(vals)
        changes = [
            (record, name, old, record[name])
            for record, values in before.items()
            for name, old in values.items()
            if not record._watched_same(name, old, record[name])
        ]
        if changes:
            self._watched_changed(changes, begun)
        return result

    def _watched_begun(self):
        """:return: the records whose changes are kept"""
        return self

    def _watched_changed(self, changes, begun):
        """Do something with what a write changed.

        :param changes: [(record with sudo, field name, old value, new value)], relations as records
        :param begun: what `_watched_begun` said before the write
        """

    def _watched_same(self, name, old, new):
        field = self._fields[name]
        if field.type == "monetary" or name == "price_unit":
            return not self.currency_id.compare_amounts(old, new) if self.currency_id else old == new
        return abs(old - new) < 1e-6 if field.type == "float" else old == new

    def _watched_text(self, name, value):
        """:return: a value as people read it"""
        field = self._fields[name]
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "monetary" or name == "price_unit":
            return money(self.env, value, self.currency_id) if self.currency_id else f"{value:g}"
        if field.type in ("float", "integer"):
            return f"{value:g}"
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if value and field.type == "datetime":
            return format_datetime(self.env, value)
        if value and field.type == "date":
            return format_date(self.env, value)
        return str(value) if value else ""
