"""One request and its response on a connection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Protocol

from uvicorn._types import ASGISendEvent, HTTPScope
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HEADER_RE, STATUS_LINE, RequestResponseCycle
from uvicorn.server import ServerState

from specbound.runtime._errors import InternalServerError
from specbound.runtime.server._limits import Limits
from specbound.runtime.server._refusals import refuse

_CONTROLS = bytes(byte for byte in range(32) if byte != 9) + b"\x7f"  # a tab is allowed in a field's value
_BODILESS = frozenset({204, 304})


class Connection(Protocol):
    """What a cycle needs of the connection to which it belongs."""

    transport: asyncio.Transport
    flow: FlowControl
    logger: logging.Logger
    access_logger: logging.Logger
    server_state: ServerState
    limits: Limits

    def on_response_complete(self) -> None:
        """Called when the response is written."""


@lru_cache(maxsize=1_024)
def _field(name: bytes) -> bytes:
    """How a header line with this name begins."""
    if not name or HEADER_RE.search(name):
        raise RuntimeError("Invalid HTTP header name.")
    return name.lower() + b": "


class Cycle(RequestResponseCycle):
    """uvicorn's cycle, with the response written more strictly.

    A response that starts before its request was read whole ends the connection, unless the rest is known to be short.
    HTTP/1.0 clients are never sent chunks. An application that raises or does not answer is a 500 in the error model.
    """

    def __init__(self, scope: HTTPScope, connection: Connection, expects_100: bool, keep_alive: bool) -> None:
        super().__init__(
            scope,
            connection.transport,
            connection.flow,
            connection.logger,
            connection.access_logger,
            False,  # the runtime writes a line for each request
            connection.server_state.default_headers,
            asyncio.Event(),
            expects_100,
            keep_alive,
            connection.on_response_complete,
        )
        self.rest = connection.limits.rest
        self.content_length: int | None = None
        self.received = 0
        self.bodiless = False
        self.head = b""

    @property
    def unread(self) -> bool:
        """Whether more of the request's body is to come than can be read over."""
        length = self.content_length
        return self.more_body and (
            self.waiting_for_100_continue or length is None or length - self.received > self.rest
        )

    async def send_500_response(self) -> None:
        """Answer for an application that did not."""
        scope = self.scope
        refusal = refuse(InternalServerError(), scope["method"], scope["raw_path"], list(scope["headers"]))
        await refusal(scope, self.receive, self.send)

    async def send(self, message: ASGISendEvent) -> None:
        """Write a part of the response (ASGI HTTP 2.3, `send`)."""
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        if message["type"] == "http.response.start" and not self.response_started:
            self._start(message["status"], message.get("headers", ()))
        elif message["type"] == "http.response.body" and self.response_started and not self.response_complete:
            self._body(message.get("body", b""), message.get("more_body", False))
        else:
            raise RuntimeError(f"Unexpected ASGI message '{message['type']}'.")

    def _start(self, status: int, headers: Iterable[tuple[bytes, bytes]]) -> None:
        closing = self.more_body and self.unread
        lines = [STATUS_LINE[status]]
        for name, value in chain(self.default_headers, headers):
            field = _field(name)
            if field == b"content-length: ":
                if status == 204:
                    continue  # RFC 9110, 8.6
                self.chunked_encoding = False
                self.expected_content_length = int(value)
            elif field == b"transfer-encoding: ":
                continue  # how a body is framed is decided here
            elif field == b"connection: ":
                closing = closing or b"close" in value.lower()
                continue
            lines.append(field + value + b"\r\n")
        self._frame(status, lines, closing)
        head = _checked_head(lines)
        self.response_started = True
        self.waiting_for_100_continue = False
        self.transport.write(head)

    def _frame(self, status: int, lines: list[bytes], closing: bool) -> None:
        """Decide how the body is delimited (RFC 9112, 6.3) and whether the connection stays (9.3)."""
        self.bodiless = self.scope["method"] == "HEAD" or status in _BODILESS
        self.keep_alive = self.keep_alive and not closing
        if self.chunked_encoding is None:
            self.chunked_encoding = not self.bodiless and self.scope["http_version"] == "1.1"
            self.expected_content_length = -1  # unknown
            if self.chunked_encoding:
                lines.append(b"transfer-encoding: chunked\r\n")
        if not self.keep_alive:
            lines.append(b"connection: close\r\n")
        lines.append(b"\r\n")

    def _body(self, body: bytes, more_body: bool) -> None:
        parts: tuple[bytes, ...] = ()
        if self.bodiless:
            pass
        elif self.chunked_encoding:
            parts = (b"%x\r\n" % len(body), body, b"\r\n") if body else ()
            parts = parts if more_body else (*parts, b"0\r\n\r\n")
        else:
            self._count(len(body), more_body)
            parts = (body,)
        if self.head:
            parts, self.head = (self.head, *parts), b""
        self.transport.writelines(parts)
        if not more_body:
            self.response_complete = True
            self.message_event.set()
            self.on_response()

    def _count(self, size: int, more_body: bool) -> None:
        if self.expected_content_length < 0:
            return
        self.expected_content_length -= size
        if self.expected_content_length < 0:
            raise RuntimeError("Response content longer than Content-Length")
        if self.expected_content_length and not more_body:
            raise RuntimeError("Response content shorter than Content-Length")


def _checked_head(lines: list[bytes]) -> bytes:
    """The head in one piece. Its only control bytes are the two that end each line, or a value tries to add a line."""
    head = b"".join(lines)
    if len(head) - len(head.translate(None, _CONTROLS)) != 2 * len(lines):
        raise RuntimeError("Invalid HTTP header value.")
    return head
