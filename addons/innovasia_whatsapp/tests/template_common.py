"""Templates at a Graph API that keeps what it is given, as far as templates go."""

import itertools
import json
from urllib.parse import parse_qs, urlsplit

import requests

from ..tools import payloads
from .common import WireCase
from .outbox_common import SpeaksToFakeGraph


class FakeTemplates:
    """Stands in for a ``requests.Session``; ``known`` is what Meta has, ``refusal`` what it answers next."""

    page = 2

    def __init__(self):
        self.known, self.asked, self.refusal, self.lost_answer = [], [], None, False

    def request(self, method, url, **options):
        path = urlsplit(url).path.removeprefix("/v23.0/")
        query = {**{name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}, **(options.get("params") or {})}
        self.asked.append((method, path, options.get("json") or options.get("data") or query))
        if self.refusal:
            error, self.refusal = self.refusal, None
            return _answer(400, {"error": error})
        if path == "app":
            return _answer(200, {"id": "4001"})
        if path.endswith("/uploads"):
            return _answer(200, {"id": "upload:abc?sig=x"})
        if path.startswith("upload:"):
            return _answer(200, {"h": "4::handle"})
        if method == "GET":
            return self._list(url, query)
        if method == "DELETE":
            self.known = [item for item in self.known if item["id"] != query["hsm_id"]]
            return _answer(200, {"success": True})
        return self._keep(path, options["json"])

    def _list(self, url, query):
        found = [item for item in self.known if query.get("name") in (None, item["name"])]
        start = int(query.get("after", 0))
        answer = {"data": found[start : start + self.page]}
        if start + self.page < len(found):
            base = url.partition("?")[0]
            answer["paging"] = {"next": f"{base}?after={start + self.page}"}
        return _answer(200, answer)

    def _keep(self, path, given):
        if path.endswith("/message_templates"):
            item = {"id": str(900 + len(self.known)), **given}
            self.known.append(item)
        else:
            item = next(item for item in self.known if item["id"] == path)
            item.update(given)
        item["status"] = "PENDING"
        if self.lost_answer:
            self.lost_answer = False
            raise requests.exceptions.ReadTimeout("too late")
        return _answer(200, {"id": item["id"], "status": "PENDING", "category": item["category"]})

    def close(self):
        """Nothing is open."""

    def calls(self, method):
        """The paths that were asked with this method."""
        return [path for asked, path, _content in self.asked if asked == method]


def _answer(status, content):
    response = requests.Response()
    response.status_code = status
    response._content = json.dumps(content).encode()
    return response


class TemplateCase(SpeaksToFakeGraph, WireCase):
    """An administrator with a device, and a draft."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Not the demo's business account, which may have templates of its own.
        cls.account.write({"state": "connected", "waba_id": "200000000000077"})
        cls.templates = cls.env["wa.template"].with_user(cls.admin)
        cls.draft = cls.templates.create(
            {
                "name": "pesanan_dikirim",
                "account_id": cls.account.id,
                "body": "Halo {{1}}, pesanan {{2}} sudah kami kirim dengan nomor resi {{3}}. Terima kasih.",
            }
        )
        for line, sample in zip(cls.draft.variable_ids, ("Siti", "S00012", "JP123"), strict=True):
            line.sample = sample

    def setUp(self):
        super().setUp()
        self.graph = FakeTemplates()
        self._times = itertools.count(1_767_225_600)

    def item(self, name="promo", status="APPROVED", **values):
        """Something in Meta's list."""
        return {
            "id": str(100 + len(self.graph.known)),
            "name": name,
            "language": "id",
            "category": "MARKETING",
            "status": status,
            "parameter_format": "POSITIONAL",
            "components": [{"type": "BODY", "text": "Halo, ada yang baru di toko kami."}],
            "quality_score": {"score": "GREEN"},
            "rejected_reason": "NONE",
            **values,
        }

    def tell(self, event="APPROVED", template=None, field="message_template_status_update", **values):
        """Let Meta tell something about a template by webhook."""
        template = template or self.draft
        content = {
            "message_template_id": int(template.meta_id or 900),
            "message_template_name": template.name,
            "message_template_language": template.language,
            **({"event": event} if field == "message_template_status_update" else {}),
            **values,
        }
        post = payloads.notice(field, content, waba_id=self.account.waba_id)
        post["entry"][0]["time"] = next(self._times)
        event = self.store(post)
        self.drain()
        self.assertEqual((event.state, event.error or ""), ("done", ""))

    def told(self, user=None):
        """What a user was shown by the bus."""
        self.env.cr.precommit.run()
        channel = json.dumps([self.env.cr.dbname, "res.partner", (user or self.admin).partner_id.id], separators=(",", ":"))
        rows = self.env["bus.bus"].search([("channel", "=", channel)], order="id")
        messages = [json.loads(row.message) for row in rows]
        return [message["payload"] for message in messages if message["type"] == "simple_notification"]
