from odoo import api, fields, models


class IrActionsServer(models.Model):
    """Send WhatsApp: what Odoo's own Automation Rules do with any record. It only notes that a message is due."""

    _inherit = "ir.actions.server"

    state = fields.Selection(
        selection_add=[("whatsapp", "Send WhatsApp"), ("followers",)],
        ondelete={"whatsapp": "cascade"},
    )
    wa_format_id = fields.Many2one(
        "wa.format",
        "Message format",
        compute="_compute_wa_format_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        domain="[('usage', '=', 'automatic'), ('trigger', '=', 'record')]",
    )
    wa_account_id = fields.Many2one(
        "wa.account", "Device", compute="_compute_wa_account_id", store=True, readonly=False, ondelete="restrict"
    )
    wa_customer_path = fields.Char(
        "Customer",
        compute="_compute_wa_customer_path",
        store=True,
        readonly=False,
        help="The field that leads from the record to the contact who gets the message.",
    )
    wa_each_time = fields.Boolean(
        "Each time",
        help="Send it whenever this action runs. Otherwise each record is written about once, however often the action runs.",
    )

    def _name_depends(self):
        return [*super()._name_depends(), "wa_format_id"]

    def _generate_action_name(self):
        self.ensure_one()
        if self.state == "whatsapp" and self.wa_format_id:
            return self.env._("Send WhatsApp “%s”", self.wa_format_id.name)
        return super()._generate_action_name()

    # One method for each: a value that is given for one of them would keep the others from being computed.

    @api.depends("state")
    def _compute_wa_format_id(self):
        self.filtered(lambda action: action.state != "whatsapp").wa_format_id = False

    @api.depends("state")
    def _compute_wa_account_id(self):
        for action in self:
            if action.state != "whatsapp":
                action.wa_account_id = False
            elif not action.wa_account_id:
                action.wa_account_id = self.env["wa.automation"]._default_account()

    @api.depends("model_id", "state")
    def _compute_wa_customer_path(self):
        for action in self:
            if action.state != "whatsapp":
                action.wa_customer_path = False
            elif not action._customer_model():
                action.wa_customer_path = action._customer_field()

    def _customer_field(self):
        """:return: the field that most models call their customer; False where there is none, or the record is the customer"""
        model = self.env.get(self.model_id.model)
        if model is None or model._name == "res.partner":
            return False
        return "partner_id" if "partner_id" in model._fields else False

    def _customer_model(self):
        """:return: the model that the customer's path ends in; None when it leads nowhere"""
        model = self.env.get(self.model_id.model)
        for name in (self.wa_customer_path or "").split("."):
            field = model._fields.get(name) if model is not None else None
            model = self.env.get(field.comodel_name) if field is not None and field.relational else None
        return model._name if model is not None else None

    @api.model
    def _warning_depends(self):
        return [*super()._warning_depends(), "model_id", "state", "wa_format_id", "wa_account_id", "wa_customer_path"]

    def _get_warning_messages(self):
        self.ensure_one()
        warnings = super()._get_warning_messages()
        if self.state != "whatsapp":
            return warnings
        if not self.wa_format_id:
            warnings.append(self.env._("Choose the format that is sent."))
        elif self.wa_format_id.trigger != "record":
            name = self.wa_format_id.name
            warnings.append(self.env._("“%s” is written for another moment: choose a format for any record.", name))
        if not self.wa_account_id:
            warnings.append(self.env._("Choose the device that sends it."))
        if self.model_id and self.model_id.model != "res.partner" and self._customer_model() != "res.partner":
            warnings.append(self.env._("Choose the field that leads to the customer: it has to end at a contact."))
        return warnings

    def _run_action_whatsapp_multi(self, eval_context=None):
        records = eval_context.get("records") or eval_context.get("record")
        if not records or self._is_recompute():
            return False
        self._queue_whatsapp(records)
        return False

    def _queue_whatsapp(self, records):
        """Note that a message about each of these records is due."""
        action = self.sudo()
        path = action.wa_customer_path
        customers = {
            record.id: record if record._name == "res.partner" else record.mapped(path)[:1] for record in records.sudo()
        }
        self.env["wa.scheduled"]._queue(
            action.wa_format_id,
            action.wa_account_id,
            records,
            key_of=None if action.wa_each_time else lambda record: f"action.{action.id},{record._name},{record.id}",
            customers=customers,
        )
