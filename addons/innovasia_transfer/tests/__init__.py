from . import test_company_fields
