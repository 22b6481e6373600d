"""Small clients of Odoo's XML-RPC and of the simulator's control API."""

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
