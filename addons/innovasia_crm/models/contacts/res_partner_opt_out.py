from odoo import api, fields, models


class ResPartner(models.Model):
    """Who wants no marketing: since when, and who said so."""

    _inherit = "res.partner"

    wa_opt_out = fields.Boolean(tracking=True)
    wa_opt_out_date = fields.Datetime("No marketing since", readonly=True, copy=False)
    wa_opt_out_source = fields.Selection(
        [("customer", "The customer wrote so"), ("staff", "Set by hand"), ("meta", "Told by WhatsApp")],
        "Known from",
        readonly=True,
        copy=False,
    )
    wa_opt_out_reason = fields.Char("In these words", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(
            [{**vals, **(self._wa_prepare_opt_out() if vals.get("wa_opt_out") else {})} for vals in vals_list]
        )

    def write(self, vals):
        if "wa_opt_out" not in vals:
            return super().write(vals)
        news = self.filtered(lambda partner: partner.wa_opt_out != bool(vals["wa_opt_out"]))
        result = super().write(vals)
        if news:
            details = {"wa_opt_out_date": False, "wa_opt_out_source": False, "wa_opt_out_reason": False}
            super(ResPartner, news).write(self._wa_prepare_opt_out() if vals["wa_opt_out"] else details)
        return result

    def _wa_prepare_opt_out(self):
        """:return: values that say when and how we know; the context names a source other than a person here"""
        return {
            "wa_opt_out_date": fields.Datetime.now(),
            "wa_opt_out_source": self.env.context.get("wa_opt_out_source", "staff"),
            "wa_opt_out_reason": self.env.context.get("wa_opt_out_reason", False),
        }

    def action_wa_opt_out(self):
        """Note that these contacts want no marketing messages."""
        self.write({"wa_opt_out": True})
        return True

    def action_wa_opt_in(self):
        """Note that these contacts take marketing messages again."""
        self.write({"wa_opt_out": False})
        return True
