"""The load behind uvicorn: a bounded count of requests over a few connections that are kept alive."""

from __future__ import annotations

import asyncio
from typing import cast

import httptools

from benchmarks.answers import Answer
from benchmarks.scenarios import Request

CONNECTIONS = 32
"""Enough that the server always has work waiting, and is not timed falling asleep and waking."""

TIMEOUT = 60.0
"""Seconds that a batch of requests may take."""


class Connection(asyncio.Protocol):
    """Sends a request again and again, each time when the answer to the one before has come."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._headers: list[tuple[bytes, bytes]] = []
        self._body = b""
        self._done: asyncio.Future[Answer] | None = None

    async def ask(self, request: bytes, count: int, statuses: frozenset[int]) -> Answer:
        """The last of `count` answers, or the first whose status is not among `statuses` (empty for any status).

        Raises `ConnectionError` where the server hangs up, or did so before.
        """
        if self._transport.is_closing():
            raise ConnectionError("the server had closed the connection")
        self._request, self._left, self._statuses = request, count, statuses
        self._done = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._done

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done is not None and not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._headers, self._body = [], b""

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name, value))

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        self._left -= 1
        status = self._parser.get_status_code()
        if self._left and (not self._statuses or status in self._statuses):
            self._transport.write(self._request)
        elif self._done is not None and not self._done.done():
            self._done.set_result(Answer.of(status, self._headers, self._body))


class Load:
    """`CONNECTIONS` connections to one server, opened once."""

    def __init__(self, connections: list[Connection]) -> None:
        self._connections = connections

    @classmethod
    async def open(cls, port: int) -> Load:
        loop = asyncio.get_running_loop()
        opened = [await loop.create_connection(Connection, "127.0.0.1", port) for _ in range(CONNECTIONS)]
        return cls([connection for _, connection in opened])

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    async def ask(self, request: Request) -> Answer:
        async with asyncio.timeout(TIMEOUT):
            return await self._connections[0].ask(request.wire(), 1, frozenset())

    async def repeat(self, request: Request, share: int, statuses: frozenset[int]) -> None:
        """Ask `share` times on every connection. Raises `RuntimeError` for any other status."""
        wire = request.wire()
        async with asyncio.timeout(TIMEOUT):
            answers = await asyncio.gather(*(each.ask(wire, share, statuses) for each in self._connections))
        for answer in answers:
            if answer.status not in statuses:
                raise RuntimeError(f"answered {answer}")
