from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestCompanyFields(TransactionCase):
    """A record that takes its company from another one must let that one be chosen while it has no company yet."""

    def test_what_gives_a_record_its_company_is_not_searched_by_that_company(self):
        ours = [model for model in self.env.registry.values() if "innovasia" in (model._original_module or "")]
        self.assertTrue(ours)
        unchoosable = [
            f"{model._name}.{company.related.partition('.')[0]}"
            for model in ours
            if (company := model._fields.get("company_id")) is not None
            and company.related
            and model._fields[company.related.partition(".")[0]].check_company
            and not model._fields[company.related.partition(".")[0]].readonly
        ]
        self.assertEqual(unchoosable, [])
