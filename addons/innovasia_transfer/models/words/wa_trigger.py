from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.innovasia_crm.models.words.wa_trigger import PERSON
from odoo.addons.innovasia_crm.tools.trigger import Reader, Trigger

from .trigger_names import NAMES

_lt = LazyTranslate(__name__)

#: What the customer has to know to pay.
ACCOUNT = {
    "totaltransfer": "transfer_total",
    "kodeunik": "transfer_code",
    "namabank": "transfer_bank",
    "norekening": "transfer_account",
    "atasnama": "transfer_holder",
    "bataswaktu": "transfer_deadline",
    "linkbayar": "transfer_link",
}
#: What came of it.
MONEY = {"diterima": "transfer_received", "kekurangan": "transfer_missing", "kelebihan": "transfer_excess"}
TRANSFER = {
    **PERSON,
    "productname": "products",
    "documentnumber": "order_number",
    "nopesanan": "order_number",
    **ACCOUNT,
    **MONEY,
}

READERS = {
    "transfer_total": Reader(_lt("Amount to transfer, with the unique code"), "Rp 50.009"),
    "transfer_code": Reader(_lt("Unique code"), "9"),
    "transfer_bank": Reader(_lt("Bank to transfer to"), "Bank Mandiri"),
    "transfer_account": Reader(_lt("Account number to transfer to"), "1370009876543"),
    "transfer_holder": Reader(_lt("Holder of the account"), "PT Toko Innovasia"),
    "transfer_deadline": Reader(_lt("Time limit of the transfer"), _lt("24 November 2026, 14:30 WIB")),
    "transfer_link": Reader(_lt("Link to the page of the transfer"), "https://toko.example/bayar/12/9f3c"),
    "transfer_received": Reader(_lt("What has arrived so far"), "Rp 50.000"),
    "transfer_missing": Reader(_lt("What is still to be transferred"), "Rp 9"),
    "transfer_excess": Reader(_lt("What arrived above the amount"), "Rp 1.000"),
}


class WaTrigger(models.AbstractModel):
    """What of a bank transfer writes to the customer, and what the texts may name (spec/004)."""

    _inherit = "wa.trigger"

    @api.model
    def _triggers(self):
        return [
            *super()._triggers(),
            *(
                Trigger(name, "transfer.intent", TRANSFER, user="wa_seller_id", counts_back=name == "transfer_reminder")
                for name in NAMES
            ),
        ]

    @api.model
    def _readers(self):
        return {**super()._readers(), **READERS}
