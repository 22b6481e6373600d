"""Answers no framework gives: a dropped connection, or silence."""

import asyncio
import socket
import struct

from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol

_transports = {}


class DroppableProtocol(H11Protocol):
    """uvicorn's HTTP protocol that remembers the connection of each client, so that a fault can drop it."""

    def connection_made(self, transport):
        super().connection_made(transport)
        _transports[transport.get_extra_info("peername")[:2]] = transport

    def connection_lost(self, exc):
        _transports.pop(self.transport.get_extra_info("peername")[:2], None)
        super().connection_lost(exc)


async def until_gone(receive):
    """Wait until the client has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass


class Drop(Response):
    """Resets the connection instead of answering."""

    async def __call__(self, scope, receive, send):
        transport = _transports.get(tuple(scope["client"] or ()))
        if transport is None:
            raise RuntimeError("Connections can be dropped only when served by `python -m simulator`.")
        # A reset, not an orderly end: what a crashed router or peer looks like.
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
        await until_gone(receive)


class Hang(Response):
    """Never answers; ends when the client goes away or after ten minutes."""

    async def __call__(self, scope, receive, send):
        try:
            await asyncio.wait_for(until_gone(receive), 600)
        except asyncio.TimeoutError:
            await Drop()(scope, receive, send)
