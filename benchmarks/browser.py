"""What a browser asks the server for when somebody opens Discuss or the inbox: the same requests, without the browser."""

import json
from http.client import HTTPConnection

#: What Discuss asks for when the page starts, in one request: the browser keeps the menus from an earlier visit.
BOOT = ["failures", "systray_get_activities", "init_messaging", "channels_as_member"]
#: As many messages as Discuss asks for: the latest, and of who is a member those around the first unread one.
LATEST = {"limit": 30}
UNREAD = {"limit": 60, "around": 0}


class Browser:
    """One user, logged in to a server by HTTP."""

    def __init__(self, port: int, database: str, login: str, password: str):
        self.port, self.cookie = port, ""
        info = self._call("/web/session/authenticate", db=database, login=login, password=password)
        if not info["uid"]:
            raise AssertionError(f"{login} cannot log in.")
        company_id = info["user_companies"]["current_company"]
        self.context = {"lang": "en_US", "tz": "UTC", "uid": info["uid"], "allowed_company_ids": [company_id]}

    def open_inbox(self) -> dict:
        """Open WhatsApp's inbox and its first conversation; returns the sections."""
        self._call_kw("res.users", "has_group", [self.context["uid"], "innovasia_sales.group_verifier"])
        found = self._fetch([*BOOT, ["/innovasia_whatsapp/conversations", {"ids": [], "sections": True}, 1]])
        sections = found["DataResponse"][0]["wa_sections"]
        first = next(page["ids"][0] for page in sections.values() if page["ids"])
        self._call("/discuss/channel/messages", channel_id=first, fetch_params=LATEST)
        self._call_kw("discuss.channel", "wa_panel", [[first]])
        self._call_kw("discuss.channel", "wa_purchases", [[first]])
        return sections

    def open_discuss(self) -> list[int]:
        """Open Discuss and its first channel; returns the channels' ids."""
        ids = [channel["id"] for channel in self._fetch(BOOT)["discuss.channel"]]
        self._call("/discuss/channel/messages", channel_id=ids[0], fetch_params=UNREAD)
        return ids

    def _fetch(self, what: list) -> dict:
        return self._call("/mail/data", fetch_params=what, context=self.context)

    def _call_kw(self, model: str, method: str, arguments: list):
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self._call(path, model=model, method=method, args=arguments, kwargs={"context": self.context})

    def _call(self, path: str, **params):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "call", "params": params})
        connection.request("POST", path, body, {"Content-Type": "application/json", "Cookie": self.cookie})
        response = connection.getresponse()
        self.cookie = (response.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        answer = json.loads(response.read())
        connection.close()
        if "error" in answer:
            raise AssertionError(f"{path}: {answer['error']['data']['message']}")
        return answer["result"]
