from odoo import api, models


class WaFormat(models.Model):
    """The texts that a company begins with."""

    _inherit = "wa.format"

    @api.model
    def _create_defaults(self, companies):
        """Write a greeting and an away message for companies that have none, in their language."""
        formats = self.sudo().with_context(active_test=False)
        triggers = ("conversation_greeting", "conversation_away")
        known = {
            (company, trigger)
            for company, trigger in formats._read_group(
                [("company_id", "in", companies.ids), ("trigger", "in", triggers)], ["company_id", "trigger"]
            )
        }
        formats.create(
            [
                {**values, "company_id": company.id, "user_id": False}
                for company in companies
                for values in formats.with_context(lang=company._language())._prepare_defaults()
                if (company.sudo(), values["trigger"]) not in known
            ]
        )

    @api.model
    def _prepare_defaults(self):
        """:return: list of values, in the language of the context"""
        return [
            {
                "name": self.env._("Greeting"),
                "trigger": "conversation_greeting",
                "body": self.env._("Hello {contactname}, thank you for writing to {device}. How can we help you?"),
            },
            {
                "name": self.env._("Outside working hours"),
                "trigger": "conversation_away",
                "body": self.env._(
                    "Hello {contactname}, thank you for writing to {device}. We are closed at the moment."
                    " We will answer your message {jambuka}."
                ),
            },
        ]
