from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import template_components, template_states
from ..tools.graph_errors import GraphError, OutcomeUnknown

#: Minutes after a submission in which Meta is asked, though its webhook should have told.
LOOKS = (15, 60, 360)
#: Meta's subcode: this name has a text in this language already.
ALREADY_THERE = 2388024


class WaTemplate(models.Model):
    """Between a draft and Meta's reviewer."""

    _inherit = "wa.template"

    submitted_by_id = fields.Many2one("res.users", "Submitted by", readonly=True, copy=False)
    submitted_at = fields.Datetime(readonly=True, copy=False)

    def action_submit(self):
        """Have Meta review these templates, new ones and changed ones.

        :return: a notification
        :raises UserError: with what Meta would refuse, or did
        """
        self.check_access("write")
        for template in self:
            template._check_editable()
            if problems := template._problems():
                raise UserError(
                    self.env._("Meta would refuse “%(name)s”:", name=template.name)
                    + "".join(f"\n• {problem}" for problem in problems)
                )
            template._lock_for_meta()
            template._submit()
        return self._told(self.env._("Meta is reviewing it now. You are told here when it is decided."))

    def _lock_for_meta(self):
        """Let nobody else change or submit this template while Meta is asked; a request that waited begins anew."""
        self.flush_recordset()
        if not self.try_lock_for_update(allow_referencing=True):
            raise UserError(self.env._("Somebody else is submitting this template right now."))

    def _submit(self):
        template = self.sudo()
        try:
            with template.account_id._client() as client:
                components = template._components(template._upload_sample(client) or template._header_handle())
                answer = template._send_to_meta(client, components)
        except GraphError as error:
            raise UserError(template._refused(error)) from error
        template.write(
            {
                "meta_id": str(answer.get("id") or template.meta_id),
                "status": template_states.STATUSES.get(answer.get("status"), "pending"),
                "category": answer.get("category") or template.category,
                "components": components,
                "rejected_reason": False,
                "submitted_by_id": self.env.uid,
                "submitted_at": fields.Datetime.now(),
            }
        )
        # Where Meta's webhooks about templates do not arrive here, its list says what was decided.
        looks = [fields.Datetime.now() + timedelta(minutes=minutes) for minutes in LOOKS]
        self.env.ref("innovasia_whatsapp.cron_sync_templates").sudo()._trigger(looks)

    def _components(self, header_handle=""):
        """:return: the components with which Meta gets this template"""
        content = self._content()
        content.header_handle = header_handle
        return template_components.to_components(content)

    def _send_to_meta(self, client, components):
        """:return: what Meta says of it: ``id``, ``status``, ``category``"""
        if self.meta_id:
            client.edit_template(self.meta_id, {"category": self.category, "components": components})
            return {}
        try:
            return client.create_template(
                self.waba_id,
                {
                    "name": self.name,
                    "language": self.language,
                    "category": self.category,
                    "parameter_format": self.parameter_format,
                    "components": components,
                },
            )
        except GraphError as error:
            # A submission whose answer was lost may have arrived: then the template is there, as it was sent.
            if not isinstance(error, OutcomeUnknown) and error.subcode != ALREADY_THERE:
                raise
            known = client.template_named(self.waba_id, self.name, self.language)
            if not known or not template_components.are_same(known["components"], components):
                raise
            return known

    def _upload_sample(self, client):
        sample = self.sudo().header_sample_id if self.header_format in ("IMAGE", "VIDEO", "DOCUMENT") else None
        if not sample:
            return ""
        return client.upload_sample(sample.raw, sample.mimetype, self.header_filename or sample.name)

    def _refused(self, error):
        return self.env._("Meta did not take “%(name)s”: %(reason)s", name=self.name, reason=_reason(error))

    # --- changing what Meta has ----------------------------------------------------------

    def action_revise(self):
        """Make drafts of templates that Meta has, to change and submit them again."""
        self.check_access("write")
        for template in self.sudo():
            if template.is_foreign_kind or template.status not in ("approved", "paused", "rejected"):
                raise UserError(
                    self.env._("“%s” cannot be changed now: only what Meta approved, paused or refused can.", template.name)
                )
        self.sudo().write({"status": "draft"})
        return True

    def action_discard(self):
        """Forget what was changed and take what Meta has."""
        self.check_access("write")
        for template in self.sudo().filtered("meta_id"):
            try:
                with template.account_id._client() as client:
                    item = client.template_named(template.waba_id, template.name, template.language)
            except GraphError as error:
                raise UserError(template._refused(error)) from error
            if not item:
                raise UserError(self.env._("Meta has no template “%s” any more.", template.name))
            template._take_over(item)
        return True

    def action_translate(self):
        """Open a new template with the same texts, to be written in another language."""
        self.ensure_one()
        self.check_access("create")
        values = self.copy_data({"name": self.name, "language": "en" if self.language == "id" else "id"})[0]
        values.pop("header_file", None)  # too large for an address
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("In another language"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {f"default_{name}": value for name, value in values.items()},
        }

    def action_delete(self):
        """Delete templates here and at Meta.

        :return: the list of templates
        """
        self.check_access("unlink")
        templates = self.sudo()
        gone = [(template, template.account_id, template.waba_id, template.name, template.meta_id) for template in templates]
        was_there = {template: template.active for template in templates}
        templates.meta_id = False
        templates.unlink()
        # Last, as nothing brings it back there: what is refused here is not deleted at Meta.
        self.env.flush_all()
        for template, account, waba_id, name, meta_id in gone:
            if not meta_id:
                continue
            try:
                with account._client() as client:
                    client.delete_template(waba_id, name, meta_id)
            except GraphError as error:
                if was_there[template]:  # else Meta has deleted it already
                    raise UserError(
                        self.env._("Meta did not delete “%(name)s”: %(reason)s", name=name, reason=_reason(error))
                    ) from error
        return self.env["ir.actions.act_window"]._for_xml_id("innovasia_whatsapp.action_wa_template") | {"target": "main"}

    def _check_unused(self):
        """A hook: an addon that uses templates refuses here, with a sentence, to let go of one it uses.

        :raises UserError:
        """

    @api.ondelete(at_uninstall=False)
    def _unlink_only_what_nobody_has(self):
        self._check_unused()
        if known := self.filtered(lambda template: template.meta_id and template.active):
            raise UserError(
                self.env._(
                    "Meta still has %s: press “Delete at Meta” in the template, or archive it here.",
                    ", ".join(known.mapped("name")),
                )
            )

    def _told(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }


def _reason(error):
    """:return: Meta's sentence, with its code where there is one"""
    reason = error.details or error.title
    return f"{reason} ({error.code})" if error.code is not None else reason
