from datetime import datetime, timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import PeopleData


@tagged("post_install", "-at_install")
class TestMonitoringTours(PeopleData, HttpCase):
    def setUp(self):
        super().setUp()
        begin = datetime.now().replace(microsecond=0) - timedelta(seconds=90)
        served = self.hear(wa_id="6281211110001", at=begin)
        served.wa_partner_id.name = "Siti Aminah"
        self.reply(served, self.cs_a)
        # The customer waited for exactly as long, however slow the machine is.
        served.wa_session_id.write({"first_response_seconds": 90, "first_reply_at": fields.Datetime.now()})
        self.hear("Masih ada?", wa_id="6281211110001")
        self.hear(wa_id="6281211110002")

    def test_supervisor_looks_at_the_numbers_and_behind_them(self):
        self.start_tour("/odoo/whatsapp-monitoring", "innovasia_crm.monitoring", login="crm_supervisor")

    def test_link_to_monitoring_carries_the_period(self):
        self.start_tour("/odoo/whatsapp-monitoring?period=30d", "innovasia_crm.monitoring_of_a_link", login="crm_supervisor")
