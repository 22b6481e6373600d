from odoo import models


class AccountChartTemplate(models.AbstractModel):
    """A company that gets its accounts gets its first payment methods."""

    _inherit = "account.chart.template"

    def _post_load_data(self, template_code, company, template_data):
        result = super()._post_load_data(template_code, company, template_data)
        self.env["sale.payment.method"]._ensure_for(company or self.env.company)
        return result
