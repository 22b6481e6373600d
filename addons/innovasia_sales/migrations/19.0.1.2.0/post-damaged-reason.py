def migrate(cr, version):
    """What arrived damaged is not for sale again by itself, as in a new database."""
    cr.execute(
        """
        UPDATE sale_return_reason SET is_damaged = true
          FROM ir_model_data AS data
         WHERE data.module = 'innovasia_sales' AND data.name = 'return_reason_damaged' AND data.res_id = sale_return_reason.id
        """
    )
