{
    "name": "Innovasia CRM",
    "summary": "Many agents on one WhatsApp number: routing, contact book, agents' accounts, monitoring",
    "version": "19.0.1.0.0",
    "category": "Discuss",
    "license": "LGPL-3",
    "author": "Innovasia",
    "website": "https://github.com/innovasia/innovasia",
    "depends": ["innovasia_whatsapp", "auth_totp", "base_import", "resource"],
    "data": [
        "security/groups.xml",
        "security/rules.xml",
        "security/ir.model.access.csv",
        "data/ir_cron.xml",
        "views/wa_account_views.xml",
        "views/resource_calendar_views.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": [
            "innovasia_crm/static/src/**/*",
            ("remove", "innovasia_crm/static/src/**/*.dark.scss"),
        ],
        "web.assets_web_dark": ["innovasia_crm/static/src/**/*.dark.scss"],
    },
    "post_init_hook": "post_init_hook",
    "application": True,
}
