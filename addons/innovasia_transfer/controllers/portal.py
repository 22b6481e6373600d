from odoo import SUPERUSER_ID, http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from odoo.addons.sale.controllers.portal import CustomerPortal


class TransferPortal(CustomerPortal):
    """Customers choose on their order's page to pay it by bank transfer (spec/004)."""

    @http.route("/my/orders/<int:order_id>/transfer", type="http", auth="public", methods=["POST"], website=True)
    def portal_order_transfer(self, order_id, method_id="", access_token=None, **_form):
        """Expect a transfer for an order, and show where to; the one that is expected already stays as it is.

        :param method_id: sale.payment.method
        :param access_token: of the order, for who came by its link without a log-in
        """
        try:
            order = self._document_check_access("sale.order", order_id, access_token=access_token)
        except (AccessError, MissingError):
            return request.redirect("/my")
        if request.env.user._is_public():
            order = order.with_user(SUPERUSER_ID)
        methods = order._portal_transfer_methods()
        method = methods.filtered(lambda method: str(method.id) == method_id)
        try:
            if not method:
                raise UserError(request.env._("This order cannot be paid by bank transfer any more."))
            intent = order._transfer_open(method)
        except UserError as refusal:
            request.session["transfer_refused"] = {"order": order.id, "text": str(refusal)}
            return request.redirect(order.get_portal_url())
        return request.redirect(intent._page_path(), code=303)

    def _get_page_view_values(self, document, access_token, values, session_history, no_breadcrumbs, **kwargs):
        values = super()._get_page_view_values(document, access_token, values, session_history, no_breadcrumbs, **kwargs)
        if document._name == "sale.order":
            refused = request.session.get("transfer_refused") or {}
            if refused.get("order") == document.id:
                values["transfer_refused"] = request.session.pop("transfer_refused")["text"]
        return values
