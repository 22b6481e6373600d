from odoo import models

from ..models.automation.res_partner_created import NO_NEW_CUSTOMER


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Odoo's merge, with WhatsApp numbers: two contacts cannot have one at the same time."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_values(self, src_partners, dst_partner):
        numbers = [partner.wa_number for partner in dst_partner + src_partners if partner.wa_number]
        opted_out = (src_partners - dst_partner).filtered("wa_opt_out").sorted("wa_opt_out_date")[:1]
        known = {name: opted_out[name] for name in ("wa_opt_out_date", "wa_opt_out_source", "wa_opt_out_reason")}
        was_opted_out = dst_partner.wa_opt_out
        src_partners.wa_number = False
        result = super()._update_values(src_partners, dst_partner)
        if numbers and not dst_partner.wa_number:
            dst_partner.with_context(**{NO_NEW_CUSTOMER: True}).wa_number = f"+{numbers[0]}"
        if opted_out and not was_opted_out:
            dst_partner.write(known)
        return result
