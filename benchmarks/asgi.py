"""Calling an ASGI application without a socket, with the scope that uvicorn would build."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from benchmarks.scenarios import Request

Message: TypeAlias = MutableMapping[str, Any]
App: TypeAlias = Callable[..., Awaitable[None]]


class Exchange:
    """One request to an application, and what it answered."""

    __slots__ = ("_answered", "_unread", "body", "headers", "status")

    def __init__(self, body: bytes) -> None:
        self._unread: bytes | None = body
        self._answered: asyncio.Future[None] | None = None
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""

    async def receive(self) -> Message:
        """The whole body at once; after that, the end of the connection, which comes with the end of the answer."""
        if self._unread is not None:
            body, self._unread = self._unread, None
            return {"type": "http.request", "body": body, "more_body": False}
        if self._answered is None:
            self._answered = asyncio.get_running_loop().create_future()
        await self._answered
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = message["headers"]
            return
        self.body += message.get("body", b"")
        if self._answered is not None and not message.get("more_body", False):
            self._answered.set_result(None)


class Client:
    """Sends one request to an application, again and again. `state` is what its lifespan left for the requests."""

    def __init__(self, app: App, request: Request, state: dict[str, Any]) -> None:
        path, _, query = request.target.partition("?")
        self._app = app
        self._body = request.body
        self._state = state
        self._headers = [(name.encode(), value.encode()) for name, value in request.headers]
        self._parts = (request.method, unquote(path), path.encode(), query.encode())

    async def ask(self) -> Exchange:
        exchange = Exchange(self._body)
        await self._app(self._scope(), exchange.receive, exchange.send)
        return exchange

    async def repeat(self, count: int, statuses: frozenset[int]) -> None:
        """Ask `count` times, one after the other. Raises `RuntimeError` for any other status."""
        for _ in range(count):
            exchange = await self.ask()
            if exchange.status not in statuses:
                raise RuntimeError(f"answered {exchange.status}: {exchange.body[:500]!r}")

    def _scope(self) -> dict[str, Any]:
        method, path, raw_path, query = self._parts
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
            "scheme": "http",
            "method": method,
            "root_path": "",
            "path": path,
            "raw_path": raw_path,
            "query_string": query,
            "headers": self._headers.copy(),
            "state": self._state.copy(),
        }


class Lifespan:
    """The lifespan of an application: started before the first request, stopped after the last one."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._events: asyncio.Queue[Message] = asyncio.Queue()
        self._answers: asyncio.Queue[Message] = asyncio.Queue()

    async def start(self) -> dict[str, Any]:
        """The state that the application keeps for its requests. Raises what its start raises."""
        state: dict[str, Any] = {}
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": state}
        self._task = asyncio.ensure_future(self._app(scope, self._events.get, self._answers.put))
        await self._tell("lifespan.startup")
        return state

    async def stop(self) -> None:
        await self._tell("lifespan.shutdown")
        await self._task

    async def _tell(self, event: str) -> None:
        await self._events.put({"type": event})
        answer = asyncio.ensure_future(self._answers.get())
        await asyncio.wait((answer, self._task), return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            self._task.result()
            raise RuntimeError(f"the application ended before it answered {event}")
        if answer.result()["type"] != f"{event}.complete":
            raise RuntimeError(f"{event} was answered with {answer.result()}")
