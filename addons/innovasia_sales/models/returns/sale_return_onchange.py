from odoo import models


class SaleReturn(models.Model):
    """Amounts on the form are reckoned as system, also of what is not saved yet: only of orders that one may see."""

    _inherit = "sale.return"

    def onchange(self, values, field_names, fields_spec):
        rows = [values, *_rows(values.get("line_ids"))]
        for model, name in (("sale.order", "order_id"), ("sale.order.line", "order_line_id")):
            self.env[model].browse(_ids(rows, name)).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)


class SaleReturnLine(models.Model):
    _inherit = "sale.return.line"

    def onchange(self, values, field_names, fields_spec):
        parent = values.get("return_id")
        rows = [values, parent] if isinstance(parent, dict) else [values]
        named = (("sale.order", "order_id"), ("sale.order.line", "order_line_id"), ("sale.return", "return_id"))
        for model, name in named:
            self.env[model].browse(_ids(rows, name)).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)


def _rows(commands):
    """:return: list of the values that a form's commands bring"""
    return [command[2] for command in commands or () if len(command) > 2 and isinstance(command[2], dict)]


def _ids(rows, name):
    """:return: the ids that rows of a form's values name in a many2one"""
    found = (row.get(name) for row in rows)
    ids = (value.get("id") if isinstance(value, dict) else value for value in found)
    return [id_ for id_ in ids if isinstance(id_, int) and id_]
