from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class WaAutomation(models.Model):
    """Automated actions that most shops want, with texts to begin with."""

    _inherit = "wa.automation"

    @api.model
    def _starters(self):
        """What is prepared by one click, in the order of spec/002; an addon above adds its own.

        :return: list of dicts: ``trigger``, ``name`` and ``body`` (LazyTranslate: the title and the text of the format), and
            further values of the automated action
        """
        return [
            {
                "trigger": "contact_created",
                "name": _lt("Welcome"),
                "body": _lt(
                    "Hello {contactname}, welcome! 🙏\n"
                    "I am {username}. Save this number: here you can ask, order, and follow your orders."
                ),
            }
        ]

    def action_create_starters(self):
        """Prepare the usual automated actions of this company: with formats in its language, and paused.

        Triggers that have an automated action already are left alone, whichever are marked in the list.

        :return: an action that shows them
        :raises UserError: without a device
        """
        company = self.env.company
        account = self.env["wa.account"].search([("company_id", "=", company.id)], limit=1)
        if not account:
            raise UserError(self.env._("Connect a device first: automated messages go out from it."))
        in_use = self.with_context(active_test=False).search([("company_id", "=", company.id)]).mapped("trigger")
        starters = [starter for starter in self._starters() if starter["trigger"] not in in_use]
        speaking = self.with_context(lang=company._language())
        formats = speaking.env["wa.format"].create([speaking._prepare_starter_format(starter) for starter in starters])
        speaking.create(
            [speaking._prepare_starter(starter, format_, account) for starter, format_ in zip(starters, formats, strict=True)]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_wa_automation")
        return {**action, "target": "main"}

    def _prepare_starter_format(self, starter):
        title, text = starter["name"], starter["body"]
        return {
            "name": self.env._(title),
            "usage": "automatic",
            "trigger": starter["trigger"],
            "body": self.env._(text),
            "company_id": self.env.company.id,
        }

    def _prepare_starter(self, starter, format_, account):
        return {
            **{key: value for key, value in starter.items() if key not in ("name", "body")},
            "name": format_.name,
            "format_id": format_.id,
            "account_id": account.id,
            "active": False,
            "sequence": 10 * (1 + [each["trigger"] for each in self._starters()].index(starter["trigger"])),
        }
