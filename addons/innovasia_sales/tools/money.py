from odoo.tools import format_amount


def money(env, amount, currency):
    """Write an amount as people do: ``Rp 250.000``, with decimals only where there are any."""
    # Odoo's trimming would also eat the thousands of a currency without decimals.
    trim = currency.decimal_places and amount == int(amount)
    return format_amount(env, amount, currency, trailing_zeroes=not trim)
