"""Bytes that are served as they are, with an entity tag (RFC 9110, 8.8.3)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeAlias

from specbound.runtime._errors import MethodNotAllowed

Headers: TypeAlias = list[tuple[bytes, bytes]]

_GZIP = re.compile(r"(?:^|,)[ \t]*gzip[ \t]*(?:;[ \t]*q=(?!0(?:\.0*)?[ \t]*(?:,|$))[0-9.]+[ \t]*)?(?:,|$)")


class Resource:
    """An ASGI application that answers GET and HEAD with fixed bytes, and 304 to who has them.

    `compress` offers them in gzip too; each form then has a tag of its own (RFC 9110, 8.8.3.3). Raises
    `MethodNotAllowed` for other methods.
    """

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str], *, compress: bool = False) -> None:
        self.body = body
        self.compress = compress
        self.tag = sha256(body).hexdigest()[:32]
        fields = {"Content-Type": media_type, "X-Content-Type-Options": "nosniff", **headers}
        if compress:
            fields["Vary"] = "Accept-Encoding"
        self.headers: Headers = [
            (name.lower().encode("ascii"), value.encode("latin-1")) for name, value in fields.items()
        ]

    @cached_property
    def zipped(self) -> bytes:
        """The bytes in gzip, made when they are first asked for."""
        return gzip.compress(self.body, 6, mtime=0)

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise MethodNotAllowed(headers={"Allow": "GET, HEAD"})
        zipped = self.compress and _accepts_gzip(scope["headers"])
        tag = f'"{self.tag}-gzip"' if zipped else f'"{self.tag}"'
        headers = [*self.headers, (b"etag", tag.encode("ascii"))]
        if _has(scope["headers"], tag):
            await _send(send, 304, headers, b"")
            return
        body = self.zipped if zipped else self.body
        headers.append((b"content-length", b"%d" % len(body)))
        if zipped:
            headers.append((b"content-encoding", b"gzip"))
        await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


def _field(headers: Headers, name: bytes) -> str:
    """All values of a field in one (RFC 9110, 5.3)."""
    return ",".join(value.decode("latin-1") for key, value in headers if key == name)


def _accepts_gzip(headers: Headers) -> bool:
    return _GZIP.search(_field(headers, b"accept-encoding").lower()) is not None


def _has(headers: Headers, tag: str) -> bool:
    """Whether `If-None-Match` names this tag; the comparison is the weak one (RFC 9110, 13.1.2)."""
    known = [entry.strip().removeprefix("W/") for entry in _field(headers, b"if-none-match").split(",")]
    return tag in known or known == ["*"]


async def _send(send: Any, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
