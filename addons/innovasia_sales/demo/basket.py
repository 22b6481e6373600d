"""Reads what a script says of a sale."""

from . import shop

#: How scripts call payment methods.
WORDS = {"BSI": "Transfer BSI", "BCA": "Transfer BCA", "Mandiri": "Transfer Mandiri"}


def read(env, text):
    """Read e.g. ``BSI MH-500:3 +JNE:18000 =300000``.

    :return: dict of ``method`` (sale.payment.method) and its ``word``, ``lines`` (as in a conversion), ``carrier``
        (delivery.carrier, may be empty), ``shipping`` and ``paid`` in rupiah (0 when it is the total)
    """
    word, *parts = text.split()
    sale = {
        "word": word,
        "method": shop.method(env, WORDS.get(word, word)),
        "lines": [],
        "carrier": env["delivery.carrier"],
        "shipping": 0,
        "paid": 0,
    }
    for part in parts:
        name, _colon, number = part.partition(":")
        if part.startswith("="):
            sale["paid"] = int(part[1:])
        elif part.startswith("+"):
            sale["carrier"] = env["delivery.carrier"].search([("code", "=", name[1:])], limit=1)
            sale["shipping"] = int(number)
        else:
            product = env["product.product"].search([("default_code", "=", name)])
            key = "amount" if product.is_donation else "quantity"
            sale["lines"].append({"product_id": product.id, key: int(number)})
    return sale
