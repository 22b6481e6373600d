from odoo import api, models

from ..tools import template_states
from ..tools.clean import clean_text
from .wa_account import ADMIN

FIELDS = (
    "message_template_status_update",
    "message_template_quality_update",
    "template_category_update",
    "message_template_components_update",
)


class WaTemplate(models.Model):
    """What Meta tells about templates by webhook, and who is told of it."""

    _inherit = "wa.template"

    @api.model
    def _take_notices(self, account, notices):
        """Follow what Meta decides about templates.

        :param account: the device whose webhook it came by; all devices of its business account share the templates
        :param notices: list of AccountNotice
        """
        by_place = {}
        for template in self.sudo().with_context(active_test=False).search([("waba_id", "=", account.waba_id)], order="active"):
            by_place[template.name, template.language] = template
            if template.meta_id:
                by_place[template.meta_id] = template
        needs_list = False
        for notice in notices:
            value = notice.value
            place = value.get("message_template_name"), value.get("message_template_language")
            template = by_place.get(str(value.get("message_template_id"))) or by_place.get(place)
            if template and not template.meta_id:
                template._wait_for_submission()
            is_known = template and (template.meta_id or template.status != "draft")
            if not is_known or notice.field == "message_template_components_update":
                needs_list = True
            elif notice.field == "message_template_status_update":
                template._follow_status(value)
            elif notice.field == "message_template_quality_update":
                template._follow_quality(value.get("new_quality_score"))
            else:
                template._follow_category(value)
        if needs_list:
            self.env.ref("innovasia_whatsapp.cron_sync_templates").sudo()._trigger()

    def _wait_for_submission(self):
        """Let who is submitting this template right now finish: the webhook may be faster, and begins anew then."""
        self.env.cr.execute("SELECT FROM wa_template WHERE id = %s FOR NO KEY UPDATE", [self.id])

    def _follow_status(self, value):
        event = str(value.get("event")).upper()
        env = self._told_env()
        if event == "FLAGGED":
            self._tell(env._("Meta warns: customers complain about “%s”. If that goes on, it is paused.", self.name), "warning")
            return
        if event in template_states.GONE:
            self.active = False
            self._status_changed()
            return
        status = template_states.EVENTS.get(event)
        # What somebody is changing right now has a status of its own.
        if not status or (self.meta_id and self.status == "draft") or self.status == status:
            return
        values = {
            "status": status,
            "rejected_reason": _reason(value) if status in ("rejected", "paused", "disabled") else False,
        }
        if not self.meta_id and value.get("message_template_id"):
            values["meta_id"] = str(value["message_template_id"])
        self.write(values)
        self._status_changed()

    def _follow_quality(self, quality):
        quality = quality if quality in ("GREEN", "YELLOW", "RED") else "UNKNOWN"
        got_worse = quality == "RED" and self.quality != "RED"
        self.quality = quality
        if got_worse:
            env = self._told_env()
            self._tell(
                env._("Customers complain about “%s”: its quality is low now, and Meta may pause it.", self.name), "warning"
            )

    def _follow_category(self, value):
        category = value.get("new_category")
        # What somebody is changing right now has a category of its own.
        if self.status == "draft" or category == self.category:
            return
        if category in dict(self._fields["category"].selection):
            self.category = category
            label = dict(self._fields["category"]._description_selection(self._told_env()))[category]
            self._tell(
                self._told_env()._("Meta has moved “%(name)s” to the category %(category)s.", name=self.name, category=label),
                "warning",
            )

    def _status_changed(self):
        """A hook, called after Meta changed the status of these templates; here who submitted one is told."""
        for template in self:
            env = template._told_env()
            name = template.name
            if not template.active:
                template._tell(env._("Meta has deleted the template “%s”.", name), "warning")
            elif template.status == "approved":
                template._tell(env._("Meta has approved the template “%s”: it can be sent now.", name), "success")
            elif template.status == "rejected":
                template._tell(env._("Meta has refused the template “%s”. Open it to see why.", name), "danger")
            elif template.status == "paused":
                template._tell(
                    env._("Meta has paused the template “%s”, because customers complained about it.", name), "danger"
                )
            elif template.status == "disabled":
                template._tell(env._("Meta has switched the template “%s” off for good.", name), "danger")

    def _told_users(self):
        """:return: who is told of what becomes of this template: who submitted or wrote it, else the administrators"""
        user = self.submitted_by_id or self.create_uid
        if user.active and not user._is_superuser():
            return user
        administrators = self.env.ref(ADMIN).all_user_ids
        return administrators.filtered(lambda user: user.active and self.company_id in user.company_ids)

    def _told_env(self):
        """The environment in the language of who is told."""
        return self.with_context(lang=self._told_users()[:1].lang or self.company_id._language()).env

    def _tell(self, message, kind):
        """Show a notification to who wrote this template, and have their open windows look again."""
        users = self._told_users()
        users._bus_send("simple_notification", {"type": kind, "message": message, "sticky": kind != "success"})
        users._bus_send("wa.template/changed", {"id": self.id})


def _reason(value):
    """:return: why, in Meta's word or sentence"""
    info = value.get("other_info") if isinstance(value.get("other_info"), dict) else {}
    rejection = value.get("rejection_info") if isinstance(value.get("rejection_info"), dict) else {}
    reason = value.get("reason")
    said = [clean_text(rejection.get("reason"), 1_000), clean_text(info.get("description"), 1_000)]
    return next((text for text in said if text), clean_text(reason, 1_000) if reason != "NONE" else "") or False
