"""The load behind uvicorn: a bounded count of requests over a few connections that are kept alive."""

from __future__ import annotations

import asyncio

import httptools

from benchmarks.answers import Answer
from benchmarks.scenarios import Request

CONNECTIONS = 8
TIMEOUT = 60.0
"""Seconds that a batch of requests may take."""


class Connection(asyncio.Protocol):
    """Sends a request again and again, each time when the answer to the one before has come."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._headers: list[tuple[bytes, bytes]] = []
        self._body = b""
        self._done: asyncio.Future[list[Answer]] | None = None

    async def ask(self, request: bytes, count: int) -> list[Answer]:
        """The answers to `count` requests. Raises `ConnectionError` where the server hangs up, or did so before."""
        if self._transport.is_closing():
            raise ConnectionError("the server had closed the connection")
        self._request, self._left = request, count
        self._answers: list[Answer] = []
        self._done = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._done

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a TCP connection has no other
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self._done is not None and not self._done.done():
            self._done.set_exception(exc or ConnectionError("the server closed the connection"))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name, value))

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        self._answers.append(Answer.of(self._parser.get_status_code(), self._headers, self._body))
        self._headers, self._body = [], b""
        self._left -= 1
        if self._left:
            self._transport.write(self._request)
        elif self._done is not None and not self._done.done():
            self._done.set_result(self._answers)


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
            return (await self._connections[0].ask(request.wire(), 1))[0]

    async def repeat(self, request: Request, share: int, statuses: frozenset[int]) -> None:
        """Ask `share` times on every connection. Raises `RuntimeError` for any other status."""
        wire = request.wire()
        async with asyncio.timeout(TIMEOUT):
            batches = await asyncio.gather(*(connection.ask(wire, share) for connection in self._connections))
        strange = [answer for batch in batches for answer in batch if answer.status not in statuses]
        if strange:
            raise RuntimeError(f"answered {strange[0]}")
