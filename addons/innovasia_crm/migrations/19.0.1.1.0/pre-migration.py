"""Make room for the formats: see post-migration.py."""

PARTS = ("wa_account_view_form", "wa_account_view_form_otp")


def migrate(cr, version):
    # What Odoo finds there it does not compute: the formats are made later, and a device that answers must have one.
    cr.execute("ALTER TABLE wa_account ADD COLUMN IF NOT EXISTS greeting_format_id int")
    cr.execute("ALTER TABLE wa_account ADD COLUMN IF NOT EXISTS away_format_id int")
    # Odoo checks the whole form of devices while it loads a part: parts with fields that are gone are emptied first.
    cr.execute(
        """
        UPDATE ir_ui_view
           SET arch_db = '{"en_US": "<data/>"}'
          FROM ir_model_data part
         WHERE part.module = 'innovasia_crm' AND part.model = 'ir.ui.view' AND part.res_id = ir_ui_view.id
           AND part.name = ANY(%s)
        """,
        [list(PARTS)],
    )
