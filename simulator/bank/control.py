"""``/_sim/bank``: what the bank's page and tests do."""

from starlette.responses import Response
from starlette.routing import Route

from ..control.api import endpoint
from ..control.views import find, newest
from . import files


async def overview(sim, _request, _values):
    """GET /_sim/bank"""
    return {"accounts": list(sim.bank.accounts), "today": sim.bank.today(), "files": list(files.FORMS)}


async def add_account(sim, _request, values):
    """POST /_sim/bank/accounts"""
    return sim.bank.open(values)


async def change_account(sim, request, values):
    """PATCH /_sim/bank/accounts/{account}"""
    return sim.bank.change(sim.bank.find(request.path_params["account"]), values)


async def mutations(sim, request, _values):
    """GET /_sim/bank/accounts/{account}/mutations?start=&end=&limit="""
    account, query = sim.bank.find(request.path_params["account"]), request.query_params
    found = sim.bank.history(account, query.get("start"), query.get("end"), with_gone=True)
    return newest(sorted(found, key=lambda each: each["made_at"]), query)


async def transfer(sim, _request, values):
    """POST /_sim/bank/transfer"""
    return sim.bank.transfer(sim.bank.find(values.get("account")), values)


async def date(sim, request, values):
    """POST /_sim/bank/mutations/{id}/date"""
    return sim.bank.date(_mutation(sim, request), values)


async def reverse(sim, request, values):
    """POST /_sim/bank/mutations/{id}/reverse"""
    return sim.bank.reverse(_mutation(sim, request), values)


async def push(sim, request, _values):
    """POST /_sim/bank/mutations/{id}/push"""
    mutation = _mutation(sim, request)
    sim.bank.push.send(sim.bank.accounts.get(mutation["account"]), [mutation])
    return mutation


async def posts(sim, request, _values):
    """GET /_sim/bank/posts?account=&limit="""
    wanted = request.query_params.get("account")
    found = [post for post in sim.bank.push.posts if not wanted or post["account"] == wanted]
    return newest(found, request.query_params)


async def download(sim, request, _values):
    """GET /_sim/bank/accounts/{account}/file?form=&start=&end="""
    account, query = sim.bank.find(request.path_params["account"]), request.query_params
    start, end = query.get("start") or sim.bank.today(), query.get("end") or sim.bank.today()
    shown, form = sim.bank.history(account, start, end), query.get("form") or account["bank"]
    name, kind, content = files.write(form, account, shown, start, end)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _mutation(sim, request):
    return find(sim.bank.mutations, request.path_params["id"], "mutation")


def _route(path, method, function):
    return Route("/_sim/bank" + path, endpoint(function), methods=[method])


ROUTES = [
    _route("", "GET", overview),
    _route("/accounts", "POST", add_account),
    _route("/accounts/{account}", "PATCH", change_account),
    _route("/accounts/{account}/mutations", "GET", mutations),
    _route("/accounts/{account}/file", "GET", download),
    _route("/transfer", "POST", transfer),
    _route("/mutations/{id}/date", "POST", date),
    _route("/mutations/{id}/reverse", "POST", reverse),
    _route("/mutations/{id}/push", "POST", push),
    _route("/posts", "GET", posts),
]
