from odoo import api, fields, models


class SaleTransactionResult(models.TransientModel):
    """What became of each of many records after one click: which ones went well, and why the others did not."""

    _name = "sale.transaction.result"
    _description = "Result per Row"

    line_ids = fields.One2many("sale.transaction.result.line", "result_id", "Rows", readonly=True)
    done_count = fields.Integer(compute="_compute_counts")
    refused_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.is_refused")
    def _compute_counts(self):
        for result in self:
            result.refused_count = sum(result.line_ids.mapped("is_refused"))
            result.done_count = len(result.line_ids) - result.refused_count

    @api.model
    def _show(self, rows, title=None):
        """:param rows: list of (record, the sentence that refused it or None, what to say when it was not)
        :param str title: of the window
        :return: an action that opens the window; ``line_ids`` of its record are one per row, refused ones first
        """
        lines = [
            {
                "name": record.display_name,
                "res_model": record._name,
                "res_id": record.id,
                "is_refused": bool(refusal),
                "message": refusal or note,
            }
            for record, refusal, note in rows
        ]
        # As the person who asked: the window is nobody else's.
        result = self.sudo(False).create({"line_ids": [fields.Command.create(line) for line in lines]})
        return {
            "type": "ir.actions.act_window",
            "name": title or self.env._("Result"),
            "res_model": self._name,
            "res_id": result.id,
            "view_mode": "form",
            "target": "new",
        }


class SaleTransactionResultLine(models.TransientModel):
    _name = "sale.transaction.result.line"
    _description = "Result of One Row"
    _order = "is_refused desc, id"

    result_id = fields.Many2one("sale.transaction.result", required=True, ondelete="cascade", index=True)
    name = fields.Char()
    res_model = fields.Char()
    res_id = fields.Many2oneReference(model_field="res_model")
    is_refused = fields.Boolean()
    message = fields.Char("What came of it")

    def action_open(self):
        """:return: an action that opens the record of this row"""
        self.ensure_one()
        return {"type": "ir.actions.act_window", "res_model": self.res_model, "res_id": self.res_id, "views": [(False, "form")]}
