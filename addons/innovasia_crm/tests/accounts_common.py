"""Adding and changing accounts as a supervisor does: through the small form."""

from odoo import Command
from odoo.tests import Form

NUMBER, SPELLED = "6281299990001", "0812-9999-0001"
PASSWORD = "rahasia-besar"


class AccountsData:
    """Mix it in before PeopleCase or PeopleData."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._create_user("crm_admin", "innovasia_whatsapp.group_admin")
        cls.otp_template = cls.env["wa.template"].create(
            {
                "name": "kode_uji",
                "account_id": cls.account.id,
                "category": "AUTHENTICATION",
                "status": "approved",
                "body": "*{{1}}* adalah kode verifikasi Anda.",
                "button_ids": [Command.create({"type": "OTP", "text": "Salin kode"})],
            }
        )

    def as_user(self, user, model):
        return self.env[model].with_user(user).with_company(user.company_id)

    def add(self, by=None, name="Andi Pratama", number=SPELLED, password=PASSWORD, **values):
        """Add an account.

        :return: its res.users
        """
        by = by or self.supervisor
        form = Form(self.as_user(by, "wa.cs.account"))
        form.name, form.wa_number, form.password = name, number, password
        for field, value in values.items():
            setattr(form, field, value)
        form.save().action_add()
        return self.env["res.users"].search([("name", "=", name)], order="id desc", limit=1)

    def edit(self, user, by=None, **values):
        """Change an account."""
        by = by or self.supervisor
        action = user.with_user(by).action_wa_edit_account()
        wizard = self.env["wa.cs.account"].with_user(by).browse(action["res_id"])
        with Form(wizard) as form:
            for field, value in values.items():
                setattr(form, field, value)
        wizard.action_save()

    def lend_group(self, user, group):
        user.group_ids = [Command.link(self.env.ref(group).id)]
