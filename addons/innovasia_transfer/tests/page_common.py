"""What the tests of the customer's page share: its requests, as a stranger makes them."""

from unittest.mock import patch

from odoo.tests import HttpCase

from odoo.addons.innovasia_sales.tests.common import PIXEL

from ..controllers import payment_page
from ..tools.rate import Rate
from .common import TransferData

JSON = {"Accept": "application/json"}


class PageCase(TransferData, HttpCase):
    """A test of the page, by a browser that is logged in nowhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.lang = "en_US"
        cls.customer.write({"lang": "en_US", "phone": "+62 812-0000-1111", "street": "Jalan Kenanga 7"})

    def setUp(self):
        super().setUp()
        for name in ("UPLOADS", "CODES"):
            self.startPatcher(patch.object(payment_page, name, Rate(20, seconds=600)))

    def look(self, intent, part="", **options):
        """GET the page of an intent, or a part of it; redirects are not followed."""
        return self.url_open(intent._page_path() + part, allow_redirects=False, **options)

    def send(self, intent, content=PIXEL, name="bukti.png", mimetype="image/png", headers=JSON):
        """POST a proof, as the page's script does."""
        files = {"proof": (name, content, mimetype)}
        return self.url_open(intent._page_path() + "/proof", files=files, headers=headers, allow_redirects=False)

    @staticmethod
    def picture(number):
        """:return: bytes of a picture that is like no other one's"""
        return PIXEL + str(number).encode()
