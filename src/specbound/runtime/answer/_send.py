"""Sending an encoded response, and remembering what was sent."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.types import Message, Receive, Send

from specbound.runtime._patience import Shielded
from specbound.runtime.answer._encode import Encoded, Headers, Stream


class Sender:
    """An ASGI `send` that adds `X-Request-ID` to whatever is sent and keeps the status for the log."""

    __slots__ = ("_request_id", "_send", "status")

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = (b"x-request-id", request_id.encode("latin-1"))
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message.get("headers", ()), self._request_id]
        await self._send(message)

    def begun(self, status: int, headers: Headers) -> Send:
        """What stands behind this one, after doing here what a start with these headers would have done."""
        self.status = status
        headers.append(self._request_id)
        return self._send


async def send_encoded(encoded: Encoded, more_headers: Headers, send: Send, receive: Receive | None = None) -> None:
    """Send a response; a stream is sent piece by piece, in the server's pace.

    `receive` tells when the client hangs up: a stream ends with it, however long it still would be.
    """
    status, headers, body = encoded
    headers = [*headers, *more_headers] if more_headers else headers
    if isinstance(body, bytes):
        if status >= 200 and status not in (204, 304):
            headers.append((b"content-length", b"%d" % len(body)))
        if isinstance(send, Sender):  # no middleware stands between, and nothing is left to add to the messages
            send = send.begun(status, headers)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return
    await send({"type": "http.response.start", "status": status, "headers": headers})
    try:
        await _while_connected(_send_pieces(body, send), receive)
    finally:
        await _close(body)


async def _send_pieces(body: Stream, send: Send) -> None:
    async for piece in body if isinstance(body, AsyncIterator) else _from_threads(body):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _from_threads(body: Iterator[bytes]) -> AsyncIterator[bytes]:
    while True:
        step = asyncio.ensure_future(run_in_threadpool(next, body, None))
        try:
            piece = await asyncio.shield(step)
        except asyncio.CancelledError:
            await asyncio.wait([step])  # no thread is stopped by it, and one that runs cannot be closed
            raise
        if piece is None:
            return
        yield piece


async def _while_connected(sending: Coroutine[Any, Any, None], receive: Receive | None) -> None:
    """Await to the end, or until the client hangs up: then what is awaited is cancelled once, in its own task."""
    if receive is None:
        await sending
        return
    limit = asyncio.timeout(None)
    try:
        async with limit:
            watching = asyncio.create_task(_watch(receive, limit))
            try:
                await sending
            finally:
                watching.cancel()
    except TimeoutError:
        if not limit.expired():
            raise


async def _watch(receive: Receive, limit: asyncio.Timeout) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    limit.reschedule(0)


async def _close(body: Stream) -> None:
    """A stream that was not read to its end is closed now, not when the garbage is collected."""
    if isinstance(body, AsyncGenerator):
        await Shielded(body.aclose())
    elif (close := getattr(body, "close", None)) is not None:
        await Shielded(run_in_threadpool(close))
