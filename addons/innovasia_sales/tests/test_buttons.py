from lxml import etree

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestButtons(TransactionCase):
    def test_every_button_calls_a_method_that_takes_what_is_marked(self):
        """The web client gives a button's method the records, and one of the model alone would be called with too much."""
        data = self.env["ir.model.data"].search([("model", "=", "ir.ui.view"), ("module", "=like", "innovasia_%")])
        views = self.env["ir.ui.view"].browse(data.mapped("res_id")).filtered("model")
        self.assertTrue(views)
        for view in views:
            # Buttons of lists inside of a form are of other models.
            for button in etree.fromstring(view.arch).xpath("//button[@type='object'][not(ancestor::field[@name!='arch'])]"):
                method = getattr(self.env[view.model], button.get("name"), None)
                with self.subTest(view=view.xml_id, button=button.get("name")):
                    self.assertFalse(getattr(method, "_api_model", False))
