from odoo import api, models

from ...tools.trigger import Trigger


class WaTrigger(models.AbstractModel):
    """The table of spec/001: per trigger, each variable and where it comes from.

    An addon above registers a trigger with one entry in `_triggers`, its name in the selections of ``wa.format`` and
    ``wa.automation``, and a reader for each variable that is not known yet.
    """

    _name = "wa.trigger"
    _description = "Triggers of Automatic Messages"

    @api.model
    def _triggers(self):
        """:return: list of Trigger"""
        return [
            Trigger(
                "contact_created",
                "res.partner",
                {"contactname": "customer", "nama": "customer", "username": "user"},
                customer="id",
                user="create_uid",
            ),
        ]

    @api.model
    def _get(self, name):
        """:return: the Trigger of this name
        :raises KeyError: when no installed addon knows it
        """
        return {trigger.name: trigger for trigger in self._triggers()}[name]
