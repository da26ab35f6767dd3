"""What the server answers by itself: for requests that never reach the application, and in place of one that fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from specbound.runtime._context import RequestContext, request_id
from specbound.runtime._errors import ContractError
from specbound.runtime._log import log_request
from specbound.runtime.answer import ErrorRenderer
from specbound.runtime.gate import Definitions

Headers: TypeAlias = list[tuple[bytes, bytes]]

_LONGEST_PATH = 1_024  # that is told and logged
_render = ErrorRenderer(None, Definitions({}), None).render


class TargetTooLong(ContractError):
    """414 (RFC 9110, 15.5.15)."""

    status, code, message = 414, "URI_TOO_LONG", "The request target is too long."


class HeadTooLarge(ContractError):
    """431 (RFC 6585, 5)."""

    status, code, message = 431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "The header fields are too large or too many."


class VersionNotSupported(ContractError):
    """505 (RFC 9110, 15.6.6)."""

    status, code, message = 505, "HTTP_VERSION_NOT_SUPPORTED", "This server speaks HTTP/1.1 and HTTP/1.0."


class Refusal(NamedTuple):
    """An error that the server itself answers with, in the kit's error model; the connection ends with it."""

    error: ContractError
    context: RequestContext

    def encode(self, default_headers: Iterable[tuple[bytes, bytes]]) -> bytes:
        """The whole response, as it is written to a connection; writes the request's log line."""
        headers, body = self._render()
        lines = [name + b": " + value + b"\r\n" for name, value in (*default_headers, *headers)]
        shown = b"" if self.context.method == "HEAD" else body
        return b"".join([STATUS_LINE[self.error.status], *lines, b"\r\n", shown])

    async def __call__(self, _scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        """Answer as an ASGI application does; writes the request's log line."""
        headers, body = self._render()
        await send({"type": "http.response.start", "status": self.error.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _render(self) -> tuple[Headers, bytes]:
        log_request(self.context, self.error.status)
        encoded = _render(self.error, self.context)
        body = encoded.body if isinstance(encoded.body, bytes) else b""
        headers = [
            *encoded.headers,
            (b"x-request-id", self.context.request_id.encode("latin-1")),
            (b"content-length", b"%d" % len(body)),
            (b"connection", b"close"),
        ]
        return headers, body


def refuse(error: ContractError, method: str, target: bytes, headers: Headers) -> Refusal:
    """The refusal of a request of which this much is known; its query is left out, since it may hold a secret."""
    path = target.partition(b"?")[0].decode("ascii", "replace") if len(target) <= _LONGEST_PATH else ""
    return Refusal(error, RequestContext(method, path, request_id(headers)))
