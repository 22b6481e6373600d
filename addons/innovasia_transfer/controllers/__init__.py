from . import payment_page, portal
