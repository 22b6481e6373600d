"""The words: what automatic messages add to a confirmed order, and what it takes to write them."""

from datetime import date, timedelta

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..scene import Device
from ..shop import Shop

#: What a confirmed order with an estimated day of arrival will write: in progress, payment reminder, has it arrived.
WRITTEN = 3
BODY = (
    "Halo {contactname},\nTerima kasih sudah membeli {productname}. Nomor pesanan Anda adalah {documentnumber}."
    " Kami akan segera memproses pesanan Anda.\n{username}"
)
#: The same text as Odoo's template editor writes it, and as it stands in a subject.
BODY_QWEB = (
    '<p>Halo <t t-out="object.partner_id.name"/>,<br/>Terima kasih sudah membeli'
    " <t t-out=\"', '.join(object.order_line.product_id.mapped('name'))\"/>. Nomor pesanan Anda adalah"
    ' <t t-out="object.name"/>. Kami akan segera memproses pesanan Anda.<br/><t t-out="object.user_id.name"/></p>'
)
BODY_INLINE = (
    "Halo {{ object.partner_id.name }},\nTerima kasih sudah membeli"
    " {{ ', '.join(object.order_line.product_id.mapped('name')) }}. Nomor pesanan Anda adalah {{ object.name }}."
    " Kami akan segera memproses pesanan Anda.\n{{ object.user_id.name }}"
)


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for an order, messages per second."""
    with environment_on_copy(source, "words") as env:
        shop = Shop(env)
        return [_confirms(shop, quick), *_renders(shop, quick)]


def _confirms(shop: Shop, quick: bool) -> Row:
    """Orders confirmed at once, with their commit, with every automated action active and with none."""
    rounds, count = (1, 5) if quick else (3, 500)
    row = Row(f"confirming {count} orders with all automated actions", "with none", "ms/order", Bound("<=", 1.15))
    env = shop.env
    Device(env, customers=1)
    env["wa.automation"].action_create_starters()
    actions = env["wa.automation"].with_context(active_test=False).search([("company_id", "=", env.company.id)])
    arrival = date.today() + timedelta(days=3)

    def confirm(orders_count: int, active: bool) -> float:
        actions.active = active
        orders = shop.order(orders_count, estimated_arrival_date=arrival)
        env.cr.commit()
        env.clear()

        def decide():
            orders.action_confirm()
            env.cr.commit()

        duration = seconds(decide)
        rows = env["wa.scheduled"].search_count([("res_model", "=", "sale.order"), ("res_id", "in", orders.ids)])
        if rows != (WRITTEN * orders_count if active else 0):
            raise AssertionError(f"{rows} messages are due for {orders_count} orders.")
        return 1000 * duration / orders_count

    confirm(min(count, 20), active=True)
    return row.take_turns(rounds, lambda: confirm(count, active=False), lambda: confirm(count, active=True))


def _renders(shop: Shop, quick: bool) -> list[Row]:
    """Messages written about orders that are in memory, what they name read from them each time.

    The bound is to what Odoo sends: the body of a ``mail.template``. Its subjects go through another engine, which knows
    no markup; the row beside tells how that one compares.
    """
    rounds, passes, count = (1, 1, 5) if quick else (3, 20, 500)
    name = f"rendering {passes * count:,} messages"
    body = Row(name, "the body of a mail.template", "messages/s", Bound(">=", 20))
    subject = Row(f"{name}, the same text", "the subject of a mail.template", "messages/s")
    env = shop.env
    orders = shop.order(count)
    wording = env["wa.format"].create({"name": "x", "usage": "automatic", "trigger": "order_created", "body": BODY})
    template = env["mail.template"].create(
        {
            "name": "x",
            "model_id": env["ir.model"]._get_id("sale.order"),
            "body_html": BODY_QWEB,
            "subject": BODY_INLINE,
        }
    )

    def write(render) -> float:
        def all_of_them():
            for _ in range(passes):
                render()

        written = render()
        if len(written) != count or not all(order.name in written[order.id] for order in orders):
            raise AssertionError(f"Not every message names its order: {next(iter(written.values()))}")
        return passes * count / seconds(all_of_them)

    def ours():
        return wording._render(env["wa.trigger"]._values("order_created", orders, wording._variables_used()))

    for row, field in ((body, "body_html"), (subject, "subject")):
        row.take_turns(
            rounds, lambda field=field: write(lambda: template._render_field(field, orders.ids)), lambda: write(ours)
        )
    return [body, subject]
