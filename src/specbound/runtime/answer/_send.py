"""Sending an encoded response, and remembering what was sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from starlette.concurrency import iterate_in_threadpool
from starlette.types import Message, Send

from specbound.runtime.answer._encode import Encoded, Headers


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


async def send_encoded(encoded: Encoded, more_headers: Headers, send: Send) -> None:
    """Send a response; a stream is sent piece by piece, in the server's pace."""
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
    async for piece in _pieces(body):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def _pieces(body: AsyncIterator[bytes] | Iterator[bytes]) -> AsyncIterator[bytes]:
    return body if isinstance(body, AsyncIterator) else aiter(iterate_in_threadpool(body))
