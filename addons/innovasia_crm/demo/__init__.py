"""Two weeks of a honey shop and its foundation: what ``make run`` shows.

Not loaded with the addon. :func:`fill` is called on a fresh copy of the demo database, so that "five minutes ago" is true.
"""

from base64 import b64encode

from odoo import fields
from odoo.tools import file_open

from . import cast, polish, script, stage

XML_ID = "innovasia_crm.wa_account_demo_donation"


def fill(env, theatre=stage.Stage, more=None):
    """Let the people of the demo talk; a database that has them already stays as it is.

    :param theatre: the kind of stage, which knows all actions of the steps
    :param more: called with the time (UTC); returns more steps
    """
    if env.ref(XML_ID, raise_if_not_found=False):
        return
    env = env(context={**env.context, "lang": "id_ID", "tz": "Asia/Jakarta", "tracking_disable": True})
    devices = _prepare_devices(env)
    _prepare_words(env)
    now = fields.Datetime.now()
    steps = [*script.steps(now), *(more(now) if more else ())]
    people = theatre(env, devices)
    people.gather()
    polish.complete_contacts(env)
    people.play(sorted(steps, key=lambda step: step.at), now)
    polish.let_time_pass(env)


def _prepare_devices(env):
    shop = env.ref("innovasia_whatsapp.wa_account_demo")
    donation = shop.copy(
        {
            "name": "Donasi Innovasia",
            "phone_number": "+62 811-1000-002",
            "phone_number_id": "100000000000002",
            "access_token": shop.access_token,
            "app_secret": shop.app_secret,
        }
    )
    env["ir.model.data"]._update_xmlids([{"xml_id": XML_ID, "record": donation, "noupdate": True}])
    with file_open("innovasia_whatsapp/static/description/icon.png", "rb") as icon:
        shop.company_id.logo = b64encode(icon.read())  # the picture beside what the shop says by itself
    hours = env["resource.calendar"].create(
        {
            "name": "Jam buka toko",
            "tz": "Asia/Jakarta",
            "company_id": shop.company_id.id,
            "attendance_ids": [fields.Command.clear(), *(_open(str(day), 8, 20) for day in range(7))],
        }
    )
    shop.write(
        {
            "otp_template_id": _login_template(env, shop).id,
            "greeting_active": True,
            "away_active": True,
            "resource_calendar_id": hours.id,
        }
    )
    shop.greeting_format_id.body = "Halo Kak {contactname}, terima kasih sudah menghubungi {device}. Ada yang bisa kami bantu?"
    shop.away_format_id.body = "Halo Kak {contactname}, saat ini kami sedang tutup. Pesan Kakak kami balas {jambuka}, ya."
    return {cast.SHOP: shop, cast.DONATION: donation}


def _login_template(env, shop):
    """The template of log-in codes, approved at the simulator; what else Meta says of it is read when the device connects."""
    return env["wa.template"].create(
        {
            "name": "kode_masuk",
            "account_id": shop.id,
            "category": "AUTHENTICATION",
            "status": "approved",
            "body": "*{{1}}* adalah kode verifikasi Anda.",
            "button_ids": [fields.Command.create({"type": "OTP", "text": "Salin kode"})],
        }
    )


def _open(dayofweek, hour_from, hour_to):
    return fields.Command.create(
        {"name": "Buka", "dayofweek": dayofweek, "hour_from": hour_from, "hour_to": hour_to, "day_period": "full_day"}
    )


def _prepare_words(env):
    """Make labels and quick replies."""
    env["wa.label"].create([{"name": name, "color": color} for name, color in cast.LABELS.items()])
    env["wa.format"].create(
        [
            {"usage": "quick", "shortcut": shortcut, "name": name, "body": body}
            for shortcut, (name, body) in cast.QUICK_REPLIES.items()
        ]
    )
