"""Request bodies: type and size checked, read, decoded, judged by the schema, then built into the model."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any, TypeAlias

import msgspec
from pydantic import TypeAdapter
from pydantic import MISSING

from specbound.contract import MediaType, Operation
from specbound.runtime._errors import PayloadTooLarge, RequestTimeout, UnsupportedMediaType, Violation
from specbound.runtime._gate import Definitions, Gate
from specbound.runtime._json import decode_json

Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]


class ClientDisconnected(Exception):
    """The client hung up before its request had arrived; nobody is left to answer."""


class BodyLimits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits on what is read. Sizes are in bytes; `timeout_seconds` is how long the body may stall."""

    max_bytes: int = 1_048_576
    max_depth: int = 64
    refuse_duplicates: bool = True
    timeout_seconds: float = 30.0
    max_parts: int = 1000


class BodyReader:
    """The body of one operation, compiled once. `types` maps the names of media types to Python types."""

    def __init__(
        self, operation: Operation, definitions: Definitions, types: dict[str, Any], limits: BodyLimits
    ) -> None:
        body = operation.body
        if body is None:
            raise ValueError(f"{operation.id} has no body")
        self._required = body.required
        self._limits = limits
        self._media = {
            media.name: _Json(media, definitions, types.get(media.name, Any), limits) for media in body.content
        }

    async def read(self, headers: Iterable[tuple[bytes, bytes]], receive: Receive, violations: list[Violation]) -> Any:
        """The body as its Python type, MISSING where there is none or a bad one."""
        content_type, length = b"", b"0"
        for name, value in headers:
            if name == b"content-type":
                content_type = value
            elif name == b"content-length":
                length = value
        if int(length) > self._limits.max_bytes:
            raise PayloadTooLarge
        media = self._media.get(content_type.decode("latin-1").partition(";")[0].strip().lower())
        data = b"" if not content_type and length == b"0" else None
        if media is None and data is None:
            raise UnsupportedMediaType
        data = await self._collect(receive)
        if not data and media is None:
            if self._required:
                violations.append(Violation(("body",), "A body is required.", "required"))
            return MISSING
        if media is None:
            raise UnsupportedMediaType
        return media.read(data, violations)

    async def _collect(self, receive: Receive) -> bytes:
        data = bytearray()
        while True:
            try:
                message = await asyncio.wait_for(receive(), self._limits.timeout_seconds)
            except TimeoutError:
                raise RequestTimeout from None
            if message["type"] == "http.disconnect":
                raise ClientDisconnected
            data += message.get("body", b"")
            if len(data) > self._limits.max_bytes:
                raise PayloadTooLarge
            if not message.get("more_body", False):
                return bytes(data)


class _Json:
    def __init__(self, media: MediaType, definitions: Definitions, type_: Any, limits: BodyLimits) -> None:
        self._gate = Gate(media.schema if media.schema is not None else True, definitions)
        self._build = TypeAdapter(type_).validate_python
        self._limits = limits

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        value = decode_json(data, max_depth=self._limits.max_depth, refuse_duplicates=self._limits.refuse_duplicates)
        if self._gate.is_valid(value):
            return self._build(value)
        violations.extend(self._gate.violations(value, ("body",)))
        return MISSING
