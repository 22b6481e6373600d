import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import tracking_file, tracking_number


class SaleShipGrid(models.TransientModel):
    """Tracking numbers that come as a list: pasted from a spreadsheet, or as a file of the courier's."""

    _inherit = "sale.ship.grid"

    pasted = fields.Text(
        "From a spreadsheet",
        help="Copy two columns, order and tracking number, and paste them here; or write S00012;JP1234567.",
    )
    file = fields.Binary(
        "Or a file", attachment=False, help="XLSX or CSV, with a column for orders and one for tracking numbers."
    )
    file_name = fields.Char()
    takes_any = fields.Boolean(readonly=True, help="Orders that a file names are added to the list.")
    problems = fields.Text("Not used", readonly=True)

    def action_fill(self):
        """Put the pasted numbers, and those of the file, into the rows of their orders. Nothing is shipped yet.

        What belongs to no row is told, line by line; of what was pasted it stays.

        :raises UserError: when the file cannot be read
        """
        self.ensure_one()
        pasted = [tracking_file.Row(0, *row) for row in tracking_number.pasted_rows(self.pasted)]
        refused = self._fill([*pasted, *self._read_file()])
        stays = "\n".join(f"{row.order}\t{row.number}" for row in refused if not row.line)
        told = [
            self.env._("Line %(line)s, %(order)s: %(problem)s", line=row.line, order=row.order, problem=problem)
            if row.line
            else f"{row.order}: {problem}"
            for row, problem in refused.items()
        ]
        self.write({"pasted": stays, "file": False, "file_name": False, "problems": "\n".join(told)})
        return self._show()

    def _read_file(self):
        try:
            return tracking_file.read(base64.b64decode(self.file)) if self.file else []
        except tracking_file.FileError as error:
            raise UserError(self._explain(error)) from error

    def _explain(self, error):
        """:return: a FileError as a person reads it"""
        texts = {
            "empty": self.env._("The file names no order. It needs a column with orders, and one with tracking numbers."),
            "big": self.env._("The file is too large for a list of tracking numbers."),
            "rows": self.env._("The file has too many rows. Divide it."),
            "old_excel": self.env._("This is a file of an old Excel. Open it and save it as .xlsx, then choose that."),
        }
        unreadable = self.env._("The file cannot be read. Save it as .xlsx or .csv, then choose that.")
        return texts.get(error.problem, unreadable)

    def _fill(self, rows):
        """:param rows: list of tools.tracking_file.Row
        :return: {row: the sentence why it was not used}
        """
        if self.takes_any:
            self._add({row.order.upper() for row in rows})
        by_name = {
            name.upper(): line
            for line in reversed(self.line_ids)
            for name in (line.order_id.name or "", line.picking_id.sudo().name)
        }
        refused, filled = {}, {}
        for row in rows:
            line = by_name.get(row.order.upper())
            if problem := self._why_not_filled(row, line, filled.get(line)):
                refused[row] = problem
            else:
                filled[line] = row
                carrier = line.carrier_id or line.carrier_id._recognise(row.number)
                line.write({"tracking": row.number, "carrier_id": carrier.id})
        return refused

    def _why_not_filled(self, row, line, former):
        if not line:
            return self.env._("no delivery in this list waits for it.")
        if line.state == "shipped":
            return self.env._("it is shipped already.")
        if row.number is None:
            return self.env._("the spreadsheet has rounded its number. Save that column as text.")
        if not row.number:
            return self.env._("it has no tracking number.")
        if former and former.number != row.number:
            return self.env._("it stands twice, and %s was used.", former.number)
        return None

    def _add(self, names):
        """Add the deliveries of these orders that wait, as far as this person sees them.

        :param names: set of numbers of orders, in capitals
        """
        orders = self.env["sale.order"].search([("name", "in", sorted(names)), ("company_id", "=", self.company_id.id)])
        # sudo: which deliveries an order has; the orders are those of the person
        waiting = orders.sudo()._open_deliveries() - self.line_ids.picking_id.sudo()
        if waiting:
            waiting.sale_id.sudo(self.env.su)._stage_lock()
            self.line_ids = [fields.Command.create(values) for values in self._prepare_lines(waiting)]
