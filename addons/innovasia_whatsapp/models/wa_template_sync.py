import logging

from odoo import Command, api, models
from odoo.exceptions import UserError

from ..tools import template_states
from ..tools.clean import clean_json, clean_text
from ..tools.graph_errors import GraphError
from ..tools.template_components import are_same, authentication_texts, from_meta
from ..tools.template_languages import LANGUAGES

_logger = logging.getLogger(__name__)

QUALITIES = ("GREEN", "YELLOW", "RED")


class WaTemplate(models.Model):
    """Templates as Meta has them: one list for all devices of a WhatsApp Business account."""

    _inherit = "wa.template"

    def action_sync(self):
        """Read the templates of all connected devices from Meta, whichever are marked in the list.

        :return: a notification
        :raises UserError: when Meta does not answer
        """
        self.check_access("write")
        accounts = self.env["wa.account"].search([("state", "=", "connected")])
        if not accounts:
            raise UserError(self.env._("No device is connected yet: connect one in WhatsApp > Configuration > Devices."))
        count = 0
        for account in accounts._one_of_each_waba():
            try:
                count += self._sync(account)
            except GraphError as error:
                raise UserError(
                    self.env._("Meta did not give the templates of %(device)s: %(reason)s", device=account.name, reason=error)
                ) from error
        return self._told(self.env._("%s templates were read from Meta.", count))

    @api.model
    def _cron_sync(self):
        """Read all templates once a day; a device that fails keeps no other from its turn."""
        accounts = self.env["wa.account"].sudo().search([("state", "=", "connected")])._one_of_each_waba()
        self.env["ir.cron"]._commit_progress(remaining=len(accounts))
        for account in accounts:
            try:
                self._sync(account)
            except GraphError as error:
                _logger.warning("Device %s: templates were not read: %s", account.id, error)
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _sync(self, account):
        """Take over what Meta has for the business account of a device, all pages of it.

        :return: how many templates there are
        :raises GraphError:
        """
        with account._client() as client:
            items = [item for item in client.templates(account.waba_id) if _is_readable(item)]
        templates = self.sudo().with_context(active_test=False).search([("waba_id", "=", account.waba_id)], order="active, id")
        by_id = {template.meta_id: template for template in templates if template.meta_id}
        by_name = {(template.name, template.language): template for template in templates if not template.meta_id}
        met = self.browse()
        new = []
        for item in items:
            template = by_id.get(str(item["id"])) or by_name.get((item["name"], item["language"]))
            if template and template._is_another_than(item):
                template.name = template._free_name()
                template = None
            if template:
                met += template
                # What somebody is changing right now is not taken away from under the fingers.
                if not (template.meta_id and template.status == "draft"):
                    template._take_over(item)
            else:
                new.append({"account_id": account.id, **self._values_of_meta(item)})
        self.sudo().create(new)
        (templates - met).filtered(lambda template: template.meta_id and template.active).active = False
        return len(items)

    def _is_another_than(self, item):
        """Whether this is a draft of somebody who did not know that Meta has the name already: it gets another one."""
        return not self.meta_id and self.status == "draft" and not are_same(self._components(), item.get("components") or [])

    def _take_over(self, item):
        """Write what Meta says of this template."""
        self.ensure_one()
        values = self._values_of_meta(item)
        lines = self._commands_for(from_meta(item))
        changed = {name: value for name, value in values.items() if name not in _COMMANDS and self[name] != value}
        changed |= {name: commands for name, commands in lines.items() if commands or "body" in changed}
        if values["status"] == self.status and self.rejected_reason:
            changed.pop("rejected_reason", None)  # a webhook said more than the list does
        if self.meta_id and not self.active:
            changed["active"] = True
        if changed:
            status = self.status
            self.sudo().write(changed)
            if self.status != status:
                self._status_changed()

    def _commands_for(self, content):
        """:return: {field: commands} that make buttons and variables what Meta has; variables stay where their place
        does, as formats point to them
        """
        commands = {"button_ids": [], "variable_ids": []}
        if self._content().buttons != content.buttons:
            commands["button_ids"] = _values_of_buttons(content)
        known = {(line.part, line.button_index, line.name): line for line in self.variable_ids}
        places = content.places()
        for place, line in known.items():
            sample = content.samples.get(place)
            if place not in places:
                commands["variable_ids"].append(Command.delete(line.id))
            elif sample and sample != line.sample:
                commands["variable_ids"].append(Command.update(line.id, {"sample": sample}))
        commands["variable_ids"] += [Command.create(_variable(content, place)) for place in places if place not in known]
        return commands

    @api.model
    def _values_of_meta(self, item):
        """:param dict item: Meta's description of a template
        :return: values of wa.template
        """
        content = from_meta(item)
        quality = (item.get("quality_score") or {}).get("score")
        reason = item.get("rejected_reason")
        values = {
            "meta_id": str(item["id"]),
            "name": item["name"],
            "language": item["language"],
            "category": content.category,
            "status": template_states.STATUSES[item["status"]],
            "quality": quality if quality in QUALITIES else "UNKNOWN",
            "rejected_reason": clean_text(reason) if reason and reason != "NONE" else False,
            "parameter_format": content.parameter_format,
            "header_format": content.header_format or False,
            "header_text": content.header_text or False,
            "body": content.body or " ",
            "footer": content.footer or False,
            "components": clean_json(item.get("components") or []),
            "is_foreign_kind": content.is_foreign,
            "button_ids": _values_of_buttons(content),
            "variable_ids": [Command.create(_variable(content, place)) for place in content.places()],
        }
        if content.category == "AUTHENTICATION" and not content.body:
            values["body"], values["footer"] = authentication_texts(
                item["language"], content.has_security_advice, content.expires_in
            )
        return values


_COMMANDS = ("button_ids", "variable_ids")


def _is_readable(item):
    """Whether a template of Meta's list can be kept here; one that is being deleted is not."""
    is_known = item.get("status") in template_states.STATUSES and item.get("language") in LANGUAGES
    if not is_known and item.get("status") not in template_states.GONE:
        _logger.info(
            "Template %s in %s with status %s was left out", item.get("name"), item.get("language"), item.get("status")
        )
    return is_known and bool(item.get("id")) and bool(item.get("name"))


def _values_of_buttons(content):
    return [Command.clear(), *(Command.create(_button(button, index)) for index, button in enumerate(content.buttons))]


def _button(button, index):
    return {
        "sequence": index * 10,
        "type": button.type,
        "text": button.text,
        "url": button.url,
        "phone_number": button.phone_number,
    }


def _variable(content, place):
    part, index, name = place
    return {"part": part, "button_index": index, "name": name, "sample": content.samples.get(place, "")}
