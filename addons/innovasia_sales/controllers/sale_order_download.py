import tempfile

from werkzeug.utils import send_file

from odoo import fields, http
from odoo.http import request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SaleOrderDownloadController(http.Controller):
    @http.route("/innovasia_sales/orders/<int:download_id>.xlsx", type="http", auth="user", readonly=True)
    def orders(self, download_id):
        """The list of sales that somebody chose in a window of the own (`sale.order.download`), from the disk."""
        download = request.env["sale.order.download"].search([("id", "=", download_id)])
        if not download:
            raise request.not_found()
        file = tempfile.TemporaryFile()  # noqa: SIM115 closed when it is sent
        download._write_file(file)
        file.seek(0)
        today = fields.Date.context_today(download)
        name = f"{request.env._('Sales')} {today.isoformat()}.xlsx"
        return send_file(file, request.httprequest.environ, mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)
