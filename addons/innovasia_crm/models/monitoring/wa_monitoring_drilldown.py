from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class WaMonitoring(models.AbstractModel):
    """From a number to what it counts. Each domain here says the same as the statement that counts."""

    _inherit = "wa.monitoring"

    @api.model
    def get_drilldown(self, measure, filters=None, agent="all", step=None):
        """Find what is behind a number of the dashboard.

        :param str measure: open, waiting, begun, answered, unanswered, served or replies
        :param dict filters: those of :meth:`get_dashboard`
        :param agent: the id of a user, ``"queue"`` for what nobody serves, ``"all"``
        :param str step: only this step of the charts, as ``charts.steps`` names it
        :return: an action of the web client
        """
        domain = self._drilldown_domain(measure, self._scope(filters or {}), agent, step)
        model, xmlid = self._drilldown_target(measure)
        return {
            "type": "ir.actions.act_window",
            "name": self._drilldown_name(measure, agent),
            "res_model": model,
            "domain": list(domain),
            "context": {"create": False, "active_test": measure not in ("open", "waiting")},
            **self._drilldown_views(xmlid),
        }

    def _drilldown_domain(self, measure, scope, agent="all", step=None):
        start, end = scope["period"].start, scope["period"].end
        if step:
            start, end = scope["period"].narrow(fields.Datetime.to_datetime(step))

        def during(field):
            return Domain(field, ">=", start) & Domain(field, "<", end)

        def by(field):
            return Domain.TRUE if agent == "all" else Domain(field, "=", False if agent == "queue" else agent)

        of_devices = Domain("account_id", "in", scope["account_ids"])
        running = (
            Domain("channel_type", "=", "whatsapp")
            & Domain("wa_account_id", "in", scope["account_ids"])
            & Domain("wa_state", "in", ("new", "assigned"))
            & by("wa_agent_id")
        )
        match measure:
            case "open":
                return running
            case "waiting":
                return running & Domain("wa_waiting_since", "!=", False)
            case "begun":
                return of_devices & during("started_at")
            case "answered":
                return of_devices & during("first_reply_at") & by("first_agent_id")
            case "unanswered":
                return of_devices & during("ended_at") & Domain("unanswered", "=", 1) & by("ended_agent_id")
            case "served":
                came = during("date") & (by("agent_id") if agent != "all" else Domain("agent_id", "!=", False))
                return of_devices & Domain("assignment_ids", "any", came)
            case "replies":
                written = Domain("direction", "=", "outbound") & Domain("kind", "!=", "reaction")
                return of_devices & during("create_date") & written & Domain("user_id", "!=", False) & by("user_id")
        raise UserError(self.env._("There is no such number: %s", measure))

    def _drilldown_target(self, measure):
        """:return: (model, XML id of the action whose views show it)"""
        if measure in ("open", "waiting"):
            return "discuss.channel", "innovasia_crm.action_conversation_list"
        if measure == "replies":
            return "wa.message", "innovasia_whatsapp.action_wa_message"
        return "wa.session", "innovasia_crm.action_wa_session"

    def _drilldown_views(self, xmlid):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {name: action[name] for name in ("view_mode", "views", "search_view_id", "help")}

    def _drilldown_name(self, measure, agent):
        names = {
            "open": self.env._("Open conversations"),
            "waiting": self.env._("Waiting for an answer"),
            "begun": self.env._("New sessions"),
            "answered": self.env._("First responses"),
            "unanswered": self.env._("Ended without an answer"),
            "served": self.env._("Sessions served"),
            "replies": self.env._("Replies"),
        }
        if agent == "all":
            return names[measure]
        who = self.env._("Nobody yet") if agent == "queue" else self.env["res.users"].sudo().browse(agent).name
        return self.env._("%(what)s: %(who)s", what=names[measure], who=who)
