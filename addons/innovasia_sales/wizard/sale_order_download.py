import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools.sales_sheet import SalesSheet

#: Orders whose data is in memory at a time.
BATCH = 500


class SaleOrderDownload(models.TransientModel):
    """The list of sales as a spreadsheet: the orders that the list shows, with the columns that somebody ticks (spec/001)."""

    _name = "sale.order.download"
    _description = "Download the List of Sales"

    domain = fields.Char(required=True, default=lambda self: self._default_domain(), help="Which orders, as JSON.")
    order_count = fields.Integer("Orders", compute="_compute_order_count")
    rows = fields.Selection(
        [("order", "One row for each order"), ("line", "One row for each product sold")], required=True, default="line"
    )
    with_contact = fields.Boolean("Customer: number, group, address", default=True)
    with_payment = fields.Boolean("Payment: paid, still to pay, method, receipt", default=True)
    with_shipping = fields.Boolean("Shipping: courier, tracking number, dates", default=True)

    @api.model
    def _default_domain(self):
        if ids := self.env.context.get("active_model") == "sale.order" and self.env.context.get("active_ids"):
            return json.dumps([("id", "in", ids)])
        return json.dumps([])

    @api.depends("domain")
    def _compute_order_count(self):
        for download in self:
            download.order_count = self.env["sale.order"].search_count(download._orders_domain())

    def action_download(self):
        """:return: an action that fetches the file
        :raises AccessError: for who may not export
        :raises UserError: when there is nothing in the list
        """
        self.ensure_one()
        self._check_may_export()
        if not self.order_count:
            raise UserError(self.env._("There is no order in this list."))
        return {"type": "ir.actions.act_url", "url": f"/innovasia_sales/orders/{self.id}.xlsx", "target": "download"}

    def _write_file(self, file):
        """Write the spreadsheet, a few hundred orders at a time.

        :param file: binary file
        """
        self.ensure_one()
        self._check_may_export()
        sheet_rows = self.env["sale.order.rows"].with_context(
            download_rows=self.rows,
            download_parts=[part for part in ("contact", "payment", "shipping") if self[f"with_{part}"]],
        )
        order_ids = self.env["sale.order"].search(self._orders_domain()).ids
        with SalesSheet(file, self.env._("Sales"), sheet_rows._columns()) as sheet:
            for start in range(0, len(order_ids), BATCH):
                for row in sheet_rows._of(self.env["sale.order"].browse(order_ids[start : start + BATCH])):
                    sheet.add(row)
                self.env.invalidate_all()

    def _orders_domain(self):
        """:raises UserError: when the list's filters cannot be read"""
        try:
            return Domain(json.loads(self.domain))
        except (TypeError, ValueError):
            raise UserError(self.env._("These filters cannot be read. Open the list again.")) from None

    def _check_may_export(self):
        if not self.env.user.has_group("base.group_allow_export"):
            raise AccessError(self.env._("You may not download lists. Ask the owner for the right to export."))
