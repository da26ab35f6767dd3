"""An application that tells what reached it, for tests of what lies before it."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer by path; any other path reads the request whole and tells what it was."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
        return
    await _PATHS.get(scope["path"], _echo)(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    print("lifespan ended")
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(send: Any, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    fields = [(b"content-length", b"%d" % len(body)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})


async def _echo(scope: Any, receive: Any, send: Any) -> None:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            print(f"{scope['path']}: the client went away")
            return
        body += message["body"]
        more = message["more_body"]
    told = {name: scope[name] for name in ("method", "path", "http_version")}
    told |= {name: scope[name].decode() for name in ("raw_path", "query_string")}
    told |= {"headers": [[name.decode(), value.decode("latin-1")] for name, value in scope["headers"]]}
    await _answer(send, 200, msgspec.json.encode(told | {"body": body[:1000].decode("latin-1"), "size": len(body)}))


async def _early(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 401, b"who?")


async def _stream(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for piece in (b"one ", b"", b"two "):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b"three"})


async def _crash(_scope: Any, _receive: Any, _send: Any) -> None:
    raise ValueError("inner detail")


async def _silent(_scope: Any, _receive: Any, _send: Any) -> None:
    return


async def _split(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 200, b"", (b"x-a", b"a\r\nx-b: b"))


async def _split_name(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 200, b"", (b"x-a: a\r\nx-b", b"b"))


async def _long(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 200, b"four", (b"content-length", b"3"))


async def _short(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 200, b"four", (b"content-length", b"5"))


async def _empty(_scope: Any, _receive: Any, send: Any) -> None:
    await _answer(send, 204, b"")


async def _hold(_scope: Any, _receive: Any, send: Any) -> None:
    print("holding")
    await asyncio.sleep(1)
    await _answer(send, 200, b"held")


async def _hang(_scope: Any, _receive: Any, _send: Any) -> None:
    print("hanging")
    await asyncio.sleep(3600)


async def _flood(_scope: Any, receive: Any, send: Any) -> None:
    await receive()
    gone = asyncio.create_task(receive())
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while not gone.done():
        await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})
    print("flood ended")


_PATHS = {
    "/early": _early,
    "/stream": _stream,
    "/crash": _crash,
    "/silent": _silent,
    "/split": _split,
    "/split-name": _split_name,
    "/long": _long,
    "/short": _short,
    "/empty": _empty,
    "/hold": _hold,
    "/hang": _hang,
    "/flood": _flood,
}
