from odoo import api, fields, models
from odoo.exceptions import AccessError


class SaleReturnRow(models.AbstractModel):
    """What rows of a return have in common: they change as long as it does, and say nothing that follows from others."""

    _name = "sale.return.row"
    _description = "Row of a Return"

    return_id = fields.Many2one("sale.return", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="return_id.currency_id")

    #: Under which name the return has these rows.
    _part = ""
    #: Stored, but taken from elsewhere: no client writes them.
    _related = frozenset(("company_id",))

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever calls by RPC chooses the context: its defaults must not decide anything.
        clean = {key: value for key, value in self.env.context.items() if key.removeprefix("default_") not in self._related}
        rows = self.with_context(clean)  # pylint: disable=context-overridden
        for values in vals_list:
            self._refuse_related(values)
        created = super(SaleReturnRow, rows).create(vals_list).with_env(self.env)
        created._check_open()
        return created

    def write(self, vals):
        self._refuse_related(vals)
        self._check_open()
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_open_only(self):
        self._check_open()

    def _check_open(self):
        if not self.env.su:
            for document in self.return_id:
                document._check_open({self._part: True})

    def _refuse_related(self, values):
        if not self.env.su and (names := self._related & values.keys()):
            labels = ", ".join(sorted(self._fields[name]._description_string(self.env) for name in names))
            raise AccessError(self.env._("This follows from the order, and is not written: %s.", labels))
