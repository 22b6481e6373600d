"""Call every hook of an order's way once more, as re-runs, retries and curious people do."""

import sys

from dev.odoo_env import environment


def main(order_id, contact_id):
    with environment() as env:
        order, contact = env["sale.order"].browse(int(order_id)), env["res.partner"].browse(int(contact_id))
        contact._wa_emit_created()
        order._wa_ordered()
        order.invoice_ids._invoice_paid_hook()
        order._wa_parcels()._shipped()
        order._wa_plan_follow_up()
        env["wa.scheduled"].search([("partner_id", "=", contact.id), ("trigger", "=", "order_followup")])._delivered()
        order._stage_moved(order.step_ids.filtered(lambda step: step.stage == "received"))
        env.cr.commit()


main(*sys.argv[1:])
