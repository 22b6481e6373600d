"""The web application: Graph, the bank's services, `/_sim/`, and the pages."""

import contextlib
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from .bank import control as bank_control
from .bank import service as bank_service
from .control.api import ROUTES
from .graph.endpoint import graph
from .simulator import Simulator

WEB = Path(__file__).parent / "web"
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class SameOrigin:
    """Lets no other web site press this simulator's buttons: a browser's request must come from its own pages."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"].startswith("/_sim/"):
            headers = dict(scope["headers"])
            origin = headers.get(b"origin", b"").decode("latin-1")
            if origin and urlsplit(origin).netloc != headers.get(b"host", b"").decode("latin-1"):
                response = JSONResponse({"error": "This request comes from another web site."}, 403)
                return await response(scope, receive, send)
        return await self.app(scope, receive, send)


def _page(name):
    async def show(_request):
        return FileResponse(WEB / name, headers=PAGE_HEADERS)

    return show


def create_app(sim=None):
    """Return the ASGI application of this simulator (a new one without state when left out)."""
    sim = sim or Simulator()

    @contextlib.asynccontextmanager
    async def lifespan(_app):
        await sim.start()
        yield
        await sim.stop()

    app = Starlette(
        routes=[
            Route("/", _page("phone.html")),
            Route("/panel", _page("panel.html")),
            Route("/bank", _page("bank.html")),
            Route("/favicon.ico", _page("icon.svg")),
            Mount("/static", StaticFiles(directory=WEB)),
            *bank_control.ROUTES,
            *ROUTES,
            *bank_service.ROUTES,
            Route("/{path:path}", graph, methods=["GET", "POST", "DELETE"]),
        ],
        middleware=[Middleware(SameOrigin)],
        lifespan=lifespan,
    )
    app.state.sim = sim
    return app
