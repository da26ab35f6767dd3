"""What the server answers by itself: for requests that never reach the application, and in place of one that fails."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

import msgspec
import structlog
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from specbound.runtime._context import request_id
from specbound.runtime._errors import ContractError

Headers: TypeAlias = list[tuple[bytes, bytes]]

log = structlog.get_logger("specbound.server")


class TargetTooLong(ContractError):
    """414 (RFC 9110, 15.5.15)."""

    status, code, message = 414, "URI_TOO_LONG", "The request target is too long."


class HeadTooLarge(ContractError):
    """431 (RFC 6585, 5)."""

    status, code, message = 431, "REQUEST_HEADER_FIELDS_TOO_LARGE", "The header fields are too large or too many."


class VersionNotSupported(ContractError):
    """505 (RFC 9110, 15.6.6)."""

    status, code, message = 505, "HTTP_VERSION_NOT_SUPPORTED", "This server speaks HTTP/1.1 and HTTP/1.0."


class Rendered(NamedTuple):
    """An error as it is sent: its media type and its body."""

    media_type: str
    body: bytes


Renderer: TypeAlias = Callable[[ContractError, str, str], Rendered]
"""Makes the document's error model of an error, the request's path ("" where none was read) and the request's id."""


def render_detail(error: ContractError, path: str, request_id: str) -> Rendered:
    """The error model that has a `detail` list and an `error` summary."""
    detail = [_entry(violation.loc, violation.msg, violation.type) for violation in error.violations]
    summary = {"code": error.code, "message": error.text, "path": path, "request_id": request_id}
    return Rendered("application/json", msgspec.json.encode({"detail": detail, "error": summary}))


def _entry(loc: tuple[str | int, ...], msg: str, kind: str) -> dict[str, Any]:
    return {"loc": loc, "msg": msg, "type": kind} if loc else {"msg": msg, "type": kind}


class Refusal(NamedTuple):
    """An error that the server itself answers with; the connection ends with it."""

    error: ContractError
    method: str
    path: str
    request_id: str
    render: Renderer

    def headers(self, rendered: Rendered) -> Headers:
        """The response's header fields, without `Date`."""
        fields = {
            "content-type": rendered.media_type,
            "content-length": str(len(rendered.body)),
            "x-request-id": self.request_id,
            "x-error-code": self.error.code,
            "connection": "close",
            **self.error.headers,
        }
        return [(name.encode("ascii"), value.encode("latin-1")) for name, value in fields.items()]

    def encode(self, default_headers: Iterable[tuple[bytes, bytes]]) -> bytes:
        """The whole response, as it is written to a connection; writes the request's log line."""
        self.log()
        rendered = self.render(self.error, self.path, self.request_id)
        lines = [name + b": " + value + b"\r\n" for name, value in (*default_headers, *self.headers(rendered))]
        body = b"" if self.method == "HEAD" else rendered.body
        return b"".join([STATUS_LINE[self.error.status], *lines, b"\r\n", body])

    async def __call__(self, _scope: Any, _receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        """Answer as an ASGI application does; writes the request's log line."""
        self.log()
        rendered = self.render(self.error, self.path, self.request_id)
        headers = self.headers(rendered)
        await send({"type": "http.response.start", "status": self.error.status, "headers": headers})
        await send({"type": "http.response.body", "body": rendered.body, "more_body": False})

    def log(self) -> None:
        """One line for a request that the application never saw, or did not answer."""
        error = self.error
        log.warning(
            "request",
            method=self.method,
            path=self.path,
            status=error.status,
            error_code=error.code,
            reason=error.text,
            request_id=self.request_id,
        )


def refuse(error: ContractError, method: str, target: bytes, headers: Headers, render: Renderer) -> Refusal:
    """The refusal of a request of which this much is known; its query is left out, since it may hold a secret."""
    path = target.partition(b"?")[0].decode("ascii", "replace") if len(target) <= 1_024 else ""
    return Refusal(error, method, path, request_id(headers), render)
