{
    "name": "Innovasia Bank Transfer",
    "summary": "Bank transfers with a unique code: allocated, instructed, matched with the bank's mutations, booked",
    "version": "19.0.1.0.0",
    "category": "Sales",
    "license": "LGPL-3",
    "author": "Innovasia",
    "website": "https://github.com/innovasia/innovasia",
    "depends": ["innovasia_sales"],
    "external_dependencies": {"python": ["mt-940", "openpyxl"]},
    "data": [
        "security/groups.xml",
        "security/rules.xml",
        "security/ir.model.access.csv",
        "data/ir_sequence.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["innovasia_transfer/static/src/**/*"],
        "web.assets_tests": ["innovasia_transfer/static/tests/tours/**/*"],
    },
}
