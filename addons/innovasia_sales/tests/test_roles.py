from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SalesCase

MENUS = {
    "Discuss": "mail.menu_root_discuss",
    "WhatsApp": "innovasia_whatsapp.menu_root",
    "Contacts": "contacts.menu_contacts",
    "Sales": "sale.sale_menu_root",
    "Dashboards": "spreadsheet_dashboard.spreadsheet_dashboard_menu_root",
    "Point of Sale": "point_of_sale.menu_point_root",
    "Invoicing": "account.menu_finance",
    "Inventory": "stock.menu_stock_root",
    "Settings": "base.menu_administration",
    "Apps": "base.menu_management",
}
#: role: its root menus besides Discuss
SEEN = {
    "role_owner": set(MENUS) - {"Discuss"},
    "role_admin": {"WhatsApp", "Contacts", "Sales", "Dashboards", "Inventory"},
    "role_sales": {"Contacts", "Sales"},
    "role_cashier": {"Sales", "Point of Sale"},
    "role_warehouse": {"Sales", "Inventory"},
    "role_finance": {"Contacts", "Sales", "Dashboards", "Invoicing"},
    "role_cs": {"WhatsApp", "Sales"},
    "role_marketing": {"Contacts", "Sales", "Dashboards"},
}
#: role: models that it may and may not read
READS = {
    "role_owner": ({"account.journal", "stock.quant", "res.users.role", "sale.order", "pos.order"}, set()),
    "role_admin": ({"sale.order", "stock.picking", "sale.transaction"}, {"account.payment", "res.users.role"}),
    "role_sales": ({"sale.order", "sale.transaction"}, {"stock.quant.package", "account.payment", "wa.message"}),
    "role_cashier": ({"pos.order", "sale.transaction"}, {"account.payment", "wa.message", "sale.order.change"}),
    "role_warehouse": ({"stock.picking", "stock.quant"}, {"account.payment", "sale.transaction", "wa.message"}),
    "role_finance": ({"account.payment", "account.journal", "sale.transaction"}, {"wa.message", "res.users.role"}),
    "role_cs": ({"wa.message", "sale.transaction"}, {"account.payment", "account.journal", "account.move"}),
    "role_marketing": ({"sale.order", "sale.report"}, {"account.payment", "wa.message"}),
}
COSTS = {"role_owner", "role_finance"}


@tagged("post_install", "-at_install")
class TestRoles(SalesCase):
    """A role is all that somebody needs for the work, and no more (spec/001, Role Akses)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {}
        for name in SEEN:
            role = cls.env.ref(f"innovasia_sales.{name}")
            user = cls._create_user(f"sales_{name}", "base.group_user")
            user.role_choice_ids = role
            cls.people[name] = user

    def test_each_role_sees_its_own_menus(self):
        for name, user in self.people.items():
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            menus = {title: self.env.ref(xmlid, raise_if_not_found=False) for title, xmlid in MENUS.items()}
            seen = {title for title, menu in menus.items() if menu and menu.id in visible}
            present = {title for title, menu in menus.items() if menu}
            with self.subTest(role=name):
                self.assertEqual(seen, (SEEN[name] | {"Discuss"}) & present)

    def test_each_role_reads_what_its_work_is_about(self):
        for name, (readable, closed) in READS.items():
            for model in (readable | closed) & set(self.env.registry):
                may = self.env[model].with_user(self.people[name]).has_access("read")
                with self.subTest(role=name, model=model):
                    self.assertEqual(may, model in readable)

    def test_costs_are_for_the_owner_and_finance(self):
        for name, user in self.people.items():
            with self.subTest(role=name):
                self.assertEqual(user.has_group("innovasia_sales.group_cost"), name in COSTS)

    def test_who_verifies(self):
        verifiers = {name for name, user in self.people.items() if user.has_group("innovasia_sales.group_verifier")}
        self.assertEqual(verifiers, {"role_owner", "role_admin", "role_finance"})

    def test_a_chosen_role_replaces_the_rights_and_leaving_it_takes_them_back(self):
        user = self.people["role_cashier"]
        cashier, sales = (self.env.ref(f"innovasia_sales.role_{name}") for name in ("cashier", "sales"))
        user.role_choice_ids = cashier | sales
        self.assertTrue(user.has_group("sales_team.group_sale_salesman"))
        user.role_choice_ids = sales
        self.assertFalse(user.has_group("innovasia_sales.group_cashier"))
        self.assertIn("Sales: Enters orders", user.role_explanation)

    def test_a_role_for_some_days_keeps_its_days(self):
        user = self.people["role_sales"]
        user.role_line_ids.date_to = "2099-01-31"
        user.role_choice_ids = [Command.link(self.env.ref("innovasia_sales.role_warehouse").id)]
        self.assertEqual(str(user.role_line_ids.filtered("date_to").date_to), "2099-01-31")

    def test_nobody_gives_himself_a_role(self):
        for name in set(SEEN) - {"role_owner"}:
            user = self.people[name]
            with self.subTest(role=name), self.assertRaises(AccessError):
                user.with_user(user).write({"role_choice_ids": [Command.link(self.env.ref("innovasia_sales.role_owner").id)]})

    def test_the_form_of_a_user_opens_with_the_roles(self):
        arch = self.env["res.users"].get_view(self.env.ref("base.view_users_form").id, "form")["arch"]
        self.assertIn("role_choice_ids", arch)


@tagged("post_install", "-at_install")
class TestMenusOfRoles(SalesCase):
    """Whatever menu somebody sees opens: its views are allowed, and so is all that they show."""

    def test_every_menu_of_every_role_opens(self):
        self.accept(self.make_transaction(self.make_order(self.soap, self.honey)))
        for name in SEEN:
            user = self._create_user(f"sales_menus_{name}", "base.group_user")
            user.role_choice_ids = self.env.ref(f"innovasia_sales.{name}")
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            for menu in self.env["ir.ui.menu"].browse(key for key in menus if key != "root"):
                if menu.action and menu.action._name == "ir.actions.act_window":
                    with self.subTest(role=name, menu=menu.complete_name):
                        self.open_as(user, menu.action)

    def open_as(self, user, action):
        """Read what the web client reads when somebody opens a menu, and the first record."""
        model = self.env[action.res_model].with_user(user)
        views = model.get_views([view for view in action.views if view[1] != "search"])["views"]
        for kind in {"list", "kanban", "form"} & views.keys():
            names = etree.fromstring(views[kind]["arch"]).xpath("//field[not(ancestor::field)]/@name")
            specification = {name: {} for name in names if name in model._fields}
            if kind == "form":
                model.search([], limit=1).web_read(specification)
            else:
                model.web_search_read([], specification, limit=5)
