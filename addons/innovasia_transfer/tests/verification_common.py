"""A customer who says to have paid, the CS who asks finance, and finance."""

from datetime import timedelta

from odoo import Command, fields

from odoo.addons.innovasia_sales.tests.common import PIXEL

from .money_common import MoneyCase


class VerificationCase(MoneyCase):
    """An order that waits for Rp 50.009, and what is known of the transfer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.intent = cls.owe(cls.cs_a, code=9)

    @classmethod
    def owe(cls, user, **values):
        """:return: transfer.intent of Rp 50.000 and a code, of an order of this user"""
        return cls.open_intent(cls.make_order(cls.soap, quantity=2, user_id=user.id), **values)

    @classmethod
    def picture(cls, content=PIXEL, user=None):
        """:return: ir.attachment, as it is uploaded for a form that is not saved yet"""
        files = cls.env["ir.attachment"].with_user(user or cls.cs_a)
        return files.create({"name": "bukti.png", "raw": content, "res_model": "transfer.verification", "res_id": 0})

    @classmethod
    def ask(cls, intent=None, user=None, minutes=20, proof=PIXEL, **values):
        """:param int minutes: how long ago the customer transferred
        :return: transfer.verification, filled in by a CS"""
        user = user or cls.cs_a
        told = {
            "account_number": "123-456-7890",
            "bank_name": "Mandiri",
            "holder": "Siti Rahmawati",
            "transferred_at": fields.Datetime.now() - timedelta(minutes=minutes),
            "proof_ids": [Command.set(cls.picture(proof, user).ids)] if proof else [],
        }
        verifications = cls.env["transfer.verification"].with_user(user)
        return verifications.create({"intent_id": (intent or cls.intent).id, **told, **values})

    @classmethod
    def submit(cls, **values):
        """:return: transfer.verification, sent to finance"""
        verification = cls.ask(**values)
        verification.action_submit()
        return verification.with_user(cls.finance)
