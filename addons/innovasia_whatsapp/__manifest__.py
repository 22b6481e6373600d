{
    "name": "Innovasia WhatsApp",
    "summary": "WhatsApp Cloud API in Discuss: devices, webhook inbox, outbox, conversations",
    "version": "19.0.1.0.0",
    "category": "Discuss",
    "license": "LGPL-3",
    "author": "Innovasia",
    "website": "https://github.com/innovasia/innovasia",
    "depends": ["mail", "queue_job"],
    "external_dependencies": {"python": ["phonenumbers", "requests"]},
    "data": [
        "security/groups.xml",
        "security/rules.xml",
        "security/ir.model.access.csv",
        "data/queue_job.xml",
        "data/ir_cron.xml",
    ],
    "demo": [],
    "assets": {
        "web.assets_backend": [
            "innovasia_whatsapp/static/src/**/*",
            ("remove", "innovasia_whatsapp/static/src/**/*.dark.scss"),
        ],
        "web.assets_web_dark": ["innovasia_whatsapp/static/src/**/*.dark.scss"],
        "web.assets_tests": ["innovasia_whatsapp/static/tests/tours/**/*"],
    },
    "application": True,
}
