def migrate(cr, version):
    """Marketplaces write to their customers themselves, as in a new database."""
    cr.execute(
        """
        UPDATE sale_channel SET is_quiet = true
          FROM ir_model_data AS data
         WHERE data.module = 'innovasia_sales' AND data.name = 'channel_marketplace' AND data.res_id = sale_channel.id
        """
    )
