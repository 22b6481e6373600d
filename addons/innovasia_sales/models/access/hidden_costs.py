from odoo import models

from .reckoning import is_reckoning

COST = "innovasia_sales.group_cost"


class HiddenCosts(models.AbstractModel):
    """Fields for `group_cost` alone are hidden from people: to read, search, group, sort and export, on every way in.

    Odoo's own bookkeeping goes on using them, for whoever ships or sells (`reckoning`).
    """

    _name = "hidden.costs"
    _description = "Hidden Costs"

    def _has_field_access(self, field, operation):
        return super()._has_field_access(field, operation) or (field.groups == COST and is_reckoning())
