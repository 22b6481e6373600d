from markupsafe import Markup

from odoo import models
from odoo.tools import format_amount

from ..tools.markup import to_html
from ..tools.numbers import pretty

#: Kinds with a body of their own. Listed, as a kind is a stranger's word and names a method.
OWN_BODIES = {"unsupported", "location", "contacts", "button", "interactive", "order", "system"}


class WaMessage(models.Model):
    """What people read of an inbound message, in the language of the context."""

    _inherit = "wa.message"

    def _body_html(self, message):
        """Return the body of a message of any kind. Everything a customer wrote is escaped.

        :param message: :class:`webhook_types.Message`
        :rtype: Markup
        """
        if message.media:
            render = self._body_media
        elif message.kind in OWN_BODIES:
            render = getattr(self, f"_body_{message.kind}")
        else:
            render = self._body_of_text
        parts = [self._body_referral(message), self._body_product(message)]
        if message.data.get("forwarded") or message.data.get("frequently_forwarded"):
            parts.append(_line(self.env._("Forwarded"), "text-muted fst-italic"))
        return Markup("").join([*filter(None, parts), render(message)])

    def _body_of_text(self, message):
        if message.text:
            return to_html(message.text)
        return self._body_of_nothing(message, self.env._("A message of the kind “%s”.", message.kind))

    def _body_unsupported(self, message):
        text = self.env._("A message of a kind that WhatsApp does not pass on to businesses.")
        return self._body_of_nothing(message, text)

    @staticmethod
    def _body_of_nothing(message, text):
        """What is said of a message that came without its content, and why that is."""
        details = [error.get("title") for error in message.data.get("errors") or []]
        return _line(" ".join(filter(None, [text, *details])), "text-muted")

    def _body_media(self, message):
        """The caption; what becomes of the file is told when it is known."""
        return self._media_notice("pending") + (to_html(message.text) if message.text else Markup(""))

    def _body_location(self, message):
        place = message.data
        url = f"https://www.google.com/maps/search/?api=1&query={place['latitude']},{place['longitude']}"
        title = place.get("name") or self.env._("Location")
        return Markup(
            '<div class="o-wa-location">📍 <a href="{}" target="_blank" rel="noopener noreferrer">{}</a>{}</div>'
        ).format(url, title, _line(place.get("address"), "text-muted"))

    def _body_contacts(self, message):
        rows = Markup("")
        for person in message.data.get("contacts") or []:
            phones = ", ".join(
                pretty(phone["wa_id"]) if phone.get("wa_id") else phone.get("phone") or ""
                for phone in person.get("phones") or []
            )
            name = person.get("name") or phones
            rows += Markup("<li>👤 <b>{}</b> {}</li>").format(name, phones)
        return Markup('<ul class="o-wa-contacts list-unstyled mb-0">{}</ul>').format(rows)

    def _body_button(self, message):
        return _chosen(message.text)

    def _body_interactive(self, message):
        answers = message.data.get("response")
        if message.data.get("type") != "nfm_reply" or not isinstance(answers, dict):
            return _chosen(message.text)
        rows = Markup("").join(
            Markup("<tr><th>{}</th> <td>{}</td></tr> ").format(question, _plain(answer))
            for question, answer in answers.items()
            if question != "flow_token"
        )
        title = message.text or self.env._("Form answered")
        return _line(title) + _table(rows)

    def _body_order(self, message):
        """A cart from the catalogue; prices are the currency's own units, as Meta sends them."""
        rows, total, currency = Markup(""), 0, ""
        for item in message.data.get("items") or []:
            amount = item["quantity"] * item["item_price"]
            total, currency = total + amount, item["currency"] or currency
            rows += Markup("<tr><td>{}</td> <td>{}</td> <td>{}</td> <td>{}</td></tr> ").format(
                item["product_retailer_id"],
                f"{item['quantity']:g}",
                self._money(item["item_price"], item["currency"]),
                self._money(amount, item["currency"]),
            )
        head = Markup("<tr><th>{}</th> <th>{}</th> <th>{}</th> <th>{}</th></tr> ").format(
            self.env._("Product"), self.env._("Quantity"), self.env._("Price"), self.env._("Subtotal")
        )
        foot = Markup('<tr><th colspan="3">{}</th> <th>{}</th></tr>').format(self.env._("Total"), self._money(total, currency))
        return (
            _line("🛒 " + self.env._("Order from the catalogue"), "fw-bold")
            + _table(head + rows + foot, "o-wa-order")
            + (to_html(message.text) if message.text else Markup(""))
        )

    def _money(self, amount, currency_name):
        currencies = self.env["res.currency"].sudo().with_context(active_test=False)
        currency = currencies.search([("name", "=", currency_name)], limit=1)
        if not currency:
            return f"{currency_name} {amount:g}"
        # Odoo's trimming would also eat the thousands of a currency without decimals.
        trim = currency.decimal_places and amount == int(amount)
        return format_amount(self.env, amount, currency, trailing_zeroes=not trim)

    def _body_system(self, message):
        data = message.data
        if not data.get("wa_id"):
            return _line(message.text, "text-muted fst-italic")
        text = self.env._("The customer's number is now %s.", pretty(data["wa_id"]))
        return _line("🔄 " + text, "text-muted fst-italic")

    def _body_referral(self, message):
        ad = message.data.get("referral")
        if not ad:
            return None
        title = ad.get("headline") or self.env._("Advertisement")
        if (ad.get("source_url") or "").startswith(("https://", "http://")):
            title = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(ad["source_url"], title)
        return Markup('<blockquote class="o-wa-ad">📣 {} <b>{}</b> {}</blockquote>').format(
            self.env._("From an ad:"), title, _line(ad.get("body"))
        )

    def _body_product(self, message):
        product = message.data.get("referred_product")
        if not product:
            return None
        text = self.env._("About the product %s", product.get("product_retailer_id"))
        return _line("🏷️ " + text, "o-wa-product text-muted")

    def _media_notice(self, state):
        """:return: what stands in the chat for a file that is not (yet) there"""
        if state == "lost":
            text = self.env._("⚠️ A file that came with this message could not be fetched.")
        else:
            text = self.env._("⏳ The file is being fetched…")
        return _line(text, "o-wa-media text-muted")


def _line(text, css=""):
    """A paragraph, or nothing."""
    if not text:
        return Markup("")
    # The space separates it from what follows where only the text is shown, as in previews.
    return Markup('<p class="mb-0 {}">{}</p> ').format(css, text)


def _chosen(text):
    """What a customer tapped rather than typed."""
    lines = Markup("<br>").join((text or "").split("\n"))
    return Markup('<p class="mb-0 o-wa-chosen">↪ {}</p>').format(lines)


def _table(rows, css=""):
    return Markup('<table class="table table-sm mb-1 {}"><tbody>{}</tbody></table>').format(css, rows)


def _plain(value):
    """One answer of a Flow as text: lists and objects are told plainly."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)
