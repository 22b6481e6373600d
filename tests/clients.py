"""Small clients of Odoo's XML-RPC, of its web client's routes, and of the simulator's control API."""

import xmlrpc.client

import requests


class Odoo:
    """Odoo's external API as one user."""

    def __init__(self, url: str, database: str, login: str, password: str):
        self.database, self.password = database, password
        self.uid = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common").authenticate(database, login, password, {})
        assert self.uid, f"{login} cannot log in"
        self._models = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object", allow_none=True)

    def call(self, model: str, method: str, *arguments, **keywords):
        """Call a public method of a model."""
        return self._models.execute_kw(self.database, self.uid, self.password, model, method, list(arguments), keywords)

    def search_read(self, model: str, domain: list, fields: list[str], **keywords) -> list[dict]:
        """Search and read in one call."""
        return self.call(model, "search_read", domain, fields=fields, **keywords)

    def ref(self, xml_id: str) -> int:
        """The database id behind an XML id."""
        module, name = xml_id.split(".")
        [row] = self.search_read("ir.model.data", [["module", "=", module], ["name", "=", name]], ["res_id"])
        return row["res_id"]


class Refusal(Exception):
    """What Odoo answered instead of doing what was asked; its text is what a person reads."""


class Web:
    """What a person's browser asks of Odoo, without the browser."""

    def __init__(self, url: str, database: str, login: str, password: str | None = None):
        self.url, self._session = url, requests.Session()
        self.call("/web/session/authenticate", db=database, login=login, password=password or login)

    @property
    def cookie(self) -> dict[str, str]:
        """By which the server knows that this person is logged in: its name and value."""
        return {"name": "session_id", "value": self._session.cookies["session_id"]}

    def call(self, route: str, **parameters):
        """Call a JSON-RPC route.

        :raises Refusal: when the answer is an error
        """
        response = self._session.post(self.url + route, json={"params": parameters}, timeout=60)
        response.raise_for_status()
        answer = response.json()
        if "error" in answer:
            raise Refusal(answer["error"]["data"]["message"])
        return answer.get("result")

    def reply(self, conversation: int, text: str):
        """Answer a customer from Discuss."""
        post = {"body": text, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        return self.call("/mail/message/post", thread_model="discuss.channel", thread_id=conversation, post_data=post)


class Simulator:
    """The simulator over HTTP; answers are parsed JSON, and an error answer raises."""

    def __init__(self, url: str):
        self.url = url

    def get(self, path: str, **parameters):
        """GET with query parameters."""
        return self._answer(requests.get(self.url + path, params=parameters, timeout=60))

    def post(self, path: str, body: dict | None = None):
        """POST a JSON body."""
        return self._answer(requests.post(self.url + path, json=body or {}, timeout=60))

    def delete(self, path: str):
        """DELETE."""
        return self._answer(requests.delete(self.url + path, timeout=60))

    @staticmethod
    def _answer(response):
        response.raise_for_status()
        return response.json() if response.content else None
