from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.web.controllers.vcard import Partner


class ContactCards(Partner):
    """Many contacts at once are an export, whatever the file is called."""

    @http.route()
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        user = request.env.user
        if "," in (partner_ids or "") and not user.has_group("base.group_allow_export"):
            raise AccessError(request.env._("Only who may export takes several contacts along at once."))
        return super().download_vcard(partner_ids=partner_ids, partner=partner, **kwargs)
