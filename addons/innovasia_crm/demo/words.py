"""What the demo's shop writes by itself: its automated actions at work, with templates that Meta has approved."""

from collections import namedtuple

from odoo import fields

from .cast import SHOP

#: A template as the simulator has it: for each place of its text, the example and what the format fills it with.
Bound = namedtuple("Bound", "name body places footer buttons", defaults=(None, ()))

#: {trigger: Bound}
TEMPLATES = {
    "contact_created": Bound(
        "selamat_datang",
        "Halo {{1}}, nomor Anda sudah kami simpan. Saya {{2}}, balas pesan ini bila ada yang bisa dibantu.",
        {"1": ("Siti", "{contactname}"), "2": ("Dewi", "{username}")},
    ),
}


def prepare(env, device, bound):
    """Prepare the usual automated actions, as their one click does, and switch them on.

    :param device: wa.account that they write from
    :param dict bound: see TEMPLATES; the others have no template
    """
    env["wa.automation"].action_create_starters()
    actions = env["wa.automation"].with_context(active_test=False).search([("company_id", "=", device.company_id.id)])
    for action in actions:
        if one := bound.get(action.trigger):
            _bind(action.format_id, _template(env, device, one), one)
    actions.write({"account_id": device.id, "active": True})


def _template(env, device, one):
    """:return: wa.template, approved at the simulator; what else Meta says of it is read when the device connects"""
    template = env["wa.template"].create(
        {
            "name": one.name,
            "account_id": device.id,
            "status": "approved",
            "body": one.body,
            "footer": one.footer,
            "parameter_format": "POSITIONAL" if "1" in one.places else "NAMED",
            "button_ids": [fields.Command.create({"type": "QUICK_REPLY", "text": text}) for text in one.buttons],
        }
    )
    for variable in template.variable_ids:
        variable.sample = one.places[variable.name][0]
    return template


def _bind(wording, template, one):
    parameters = [
        fields.Command.create({"variable_id": variable.id, "text": one.places[variable.name][1]})
        for variable in template.variable_ids
    ]
    wording.write({"template_id": template.id, "parameter_ids": [fields.Command.clear(), *parameters]})


class Writing:
    """The stage's part that sends what is due, while the play goes on."""

    #: What its automated actions write outside the 24-hour window.
    templates = TEMPLATES

    def _begin_to_write(self):
        prepare(self.env, self.devices[SHOP], self.templates)

    def _write_due(self, until):
        """Send what is due by then, each at its time."""
        scheduled = self.env["wa.scheduled"]
        while True:
            self.env.flush_all()
            self.env.cr.execute(
                """
                SELECT min(next_try_at) FROM wa_scheduled
                 WHERE state = 'waiting' AND message_id IS NULL AND next_try_at <= %s
                """,
                [until],
            )
            (due,) = self.env.cr.fetchone()
            if not due:
                return
            self.turn(max(due, self.now))
            scheduled._send_batch()
