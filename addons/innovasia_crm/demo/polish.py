"""What the scenes leave to be done: the contact book, and the times at which rows were written."""

from odoo import fields

from . import cast

OPTED_OUT = "Yanto"


def complete_contacts(env):
    """Write groups, types and tags to the contacts."""
    groups = _named(env["res.partner.group"], cast.GROUPS)
    tags = _named(env["res.partner.category"], cast.TAGS)
    partners = env["res.partner"].search([("wa_number", "in", [one.number for one in cast.CUSTOMERS])]).grouped("wa_number")
    for one in cast.CUSTOMERS:
        partners[one.number].write(
            {
                "partner_group_id": one.group and groups[one.group].id,
                "partner_type_id": one.type and env.ref(f"innovasia_crm.partner_type_{one.type}").id,
                "category_id": [fields.Command.set([tags[tag].id for tag in one.tags])],
                "wa_opt_out": one.name == OPTED_OUT,
            }
        )


def _named(model, names):
    """:return: {name: record}, made where there is none"""
    found = {record.name: record for record in model.search([("name", "in", names)])}
    missing = [name for name in names if name not in found]
    return found | {record.name: record for record in model.create([{"name": name} for name in missing])}


def let_time_pass(env):
    """Give rows the times of what they tell, and let Meta have delivered what was sent."""
    env.flush_all()
    for statement in STATEMENTS:
        env.cr.execute(statement)
    env.invalidate_all()


OF_DEMO = "SELECT id FROM discuss_channel WHERE channel_type = 'whatsapp'"
STATEMENTS = (
    f"UPDATE mail_message SET create_date = date WHERE model = 'discuss.channel' AND res_id IN ({OF_DEMO})",
    """
    UPDATE wa_message
       SET create_date = mail.date, timestamp = coalesce(timestamp, mail.date)
      FROM mail_message AS mail WHERE mail.id = wa_message.mail_message_id
    """,
    # Who wrote again, or had an hour, has read it.
    """
    UPDATE wa_message AS sent
       SET wamid = 'wamid.demo.out.' || id, sent_at = create_date, delivered_at = create_date + interval '2 seconds',
           state = CASE WHEN age > interval '1 hour' OR answered THEN 'read' ELSE 'delivered' END,
           read_at = CASE WHEN age > interval '1 hour' OR answered THEN create_date + interval '40 seconds' END
      FROM (SELECT id AS sent_id, now() AT TIME ZONE 'UTC' - create_date AS age,
                   EXISTS (SELECT FROM wa_message AS answer
                            WHERE answer.channel_id = one.channel_id AND answer.direction = 'inbound'
                                  AND answer.create_date > one.create_date) AS answered
              FROM wa_message AS one) AS known
     WHERE sent.id = sent_id AND direction = 'outbound' AND state = 'outgoing'
    """,
    """
    UPDATE wa_scheduled AS row SET state = 'sent', arrived_at = message.delivered_at
      FROM wa_message AS message WHERE message.id = row.message_id AND row.state = 'waiting'
    """,
    f"""
    UPDATE discuss_channel SET last_interest_dt = said.latest, create_date = said.first
      FROM (SELECT res_id, max(date) AS latest, min(date) AS first
              FROM mail_message WHERE model = 'discuss.channel' AND res_id IN ({OF_DEMO}) GROUP BY res_id) AS said
     WHERE discuss_channel.id = said.res_id
    """,
    f"""
    UPDATE discuss_channel_member AS member SET last_interest_dt = channel.last_interest_dt, create_date = channel.create_date
      FROM discuss_channel AS channel WHERE channel.id = member.channel_id AND channel.id IN ({OF_DEMO})
    """,
    f"""
    UPDATE res_partner SET create_date = channel.create_date
      FROM discuss_channel AS channel WHERE channel.wa_partner_id = res_partner.id AND channel.id IN ({OF_DEMO})
    """,
)
