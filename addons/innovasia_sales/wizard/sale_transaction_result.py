from odoo import api, fields, models


class SaleTransactionResult(models.TransientModel):
    """What became of each of many records after one click: which ones went well, and why the others did not."""

    _name = "sale.transaction.result"
    _description = "Result per Row"
    _order = "id desc"
    # What was begun in the evening is looked at in the morning, or after the holidays.
    _transient_max_hours = 24 * 14

    name = fields.Char("What was done", readonly=True)
    line_ids = fields.One2many("sale.transaction.result.line", "result_id", "Rows", readonly=True)
    total_count = fields.Integer("Rows in all", compute="_compute_counts")
    done_count = fields.Integer("Done", compute="_compute_counts")
    refused_count = fields.Integer("Refused", compute="_compute_counts")
    waiting_count = fields.Integer("Waiting", compute="_compute_counts")

    @api.depends("line_ids.state")
    def _compute_counts(self):
        found = self.env["sale.transaction.result.line"]._read_group(
            [("result_id", "in", self.ids)], ["result_id", "state"], ["__count"]
        )
        counts = {(result.id, state): count for result, state, count in found}
        for result in self:
            for state in ("done", "refused", "waiting"):
                result[f"{state}_count"] = counts.get((result.id, state), 0)
            result.total_count = result.done_count + result.refused_count + result.waiting_count

    @api.model
    def _show(self, rows, title=None):
        """:param rows: list of (record, the sentence that refused it or None, what to say when it was not)
        :param str title: of the window
        :return: an action that opens the window; ``line_ids`` of its record are one per row, refused ones first
        """
        lines = [
            self._prepare_line(record) | {"state": "refused" if refusal else "done", "message": refusal or note}
            for record, refusal, note in rows
        ]
        name = title or self.env._("Result")
        # sudo: what came of it is told by us, and by no client; the window is of whoever asked
        result = self.sudo().create({"name": name, "line_ids": [fields.Command.create(line) for line in lines]})
        return result._open()

    def _prepare_line(self, record):
        return {"name": record.display_name, "res_model": record._name, "res_id": record.id}

    def _open(self):
        """:return: an action that opens this window"""
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class SaleTransactionResultLine(models.TransientModel):
    _name = "sale.transaction.result.line"
    _description = "Result of One Row"
    _order = "state desc, id"
    _transient_max_hours = SaleTransactionResult._transient_max_hours

    result_id = fields.Many2one("sale.transaction.result", required=True, ondelete="cascade", index=True)
    name = fields.Char()
    res_model = fields.Char()
    res_id = fields.Many2oneReference(model_field="res_model")
    # By the alphabet, backwards: what waits, what was refused, and then what is done.
    state = fields.Selection(
        [("waiting", "Waiting"), ("refused", "Refused"), ("done", "Done")], required=True, readonly=True, default="done"
    )
    message = fields.Char("What came of it")

    def action_open(self):
        """:return: an action that opens the record of this row"""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id, "views": [(False, "form")]}
