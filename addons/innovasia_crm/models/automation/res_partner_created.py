from odoo import api, models

from ..contacts.res_partner_number import FROM_WHATSAPP

#: Context of numbers that make no new customer: of who gets a log-in, and of contacts that become one.
NO_NEW_CUSTOMER = "wa_no_new_customer"


class ResPartner(models.Model):
    """A contact that is saved with a number is a new customer: "Contact Created" (spec/002)."""

    _inherit = "res.partner"

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners.filtered("wa_number")._wa_emit_created()
        return partners

    def write(self, vals):
        without = self.browse()
        if vals.get("wa_number") or vals.get("wa_phone"):
            without = self.filtered(lambda partner: not partner.wa_number)
        result = super().write(vals)
        without.filtered("wa_number")._wa_emit_created()
        return result

    def _wa_emit_created(self):
        """Say that these became customers: who wrote first is one already, and a colleague, a company's own contact and an
        address of somebody else is none."""
        context = self.env.context
        automations = self.env["wa.automation"]
        is_elsewhere = context.get(NO_NEW_CUSTOMER) or (self.env.su and context.get(FROM_WHATSAPP))
        if not self or is_elsewhere or not automations._waiting_for("contact_created"):
            return
        new = self.sudo().filtered(lambda partner: partner._wa_is_customer())
        met = self.env["wa.identity"].sudo().search([("partner_id", "in", new.ids)]).partner_id
        new = (new - met).with_env(self.env)
        automations._emit("contact_created", new, extra={partner.id: partner.sudo().wa_number for partner in new})

    def _wa_is_customer(self):
        """Tell whether somebody who is saved with a number is a customer; an addon above knows suppliers."""
        self.ensure_one()
        is_address = self.parent_id or self.type not in (False, "contact")
        is_ours = self.wa_company_ids or any(not user.share for user in self.user_ids)
        return self.active and not is_address and not is_ours
