"""From what a handler returns to the bytes of a declared response, checked against the document on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from itertools import cycle
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec
from pydantic import MISSING, BaseModel
from pydantic_core import to_jsonable_python

from specbound.contract import Header, MediaType, Operation, Response
from specbound.runtime._gate import Definitions, Gate
from specbound.runtime._reply import Reply

Headers: TypeAlias = "list[tuple[bytes, bytes]]"
Stream: TypeAlias = "AsyncIterator[bytes] | Iterator[bytes]"
Report: TypeAlias = Callable[[str], None]

_encode_json = msgspec.json.Encoder().encode
_FORBIDDEN_IN_HEADER = frozenset("\r\n\0")


class Encoded(NamedTuple):
    """A response that only has to be sent."""

    status: int
    headers: Headers
    body: bytes | Stream


class ResponseBreach(Exception):
    """A handler's answer breaks the document. The text names the status and the pointer, for logs and tests alone."""


class _HeaderWriter:
    """A declared response header: its value as text (style `simple`), judged by its schema."""

    def __init__(self, header: Header, definitions: Definitions) -> None:
        self.name = header.name
        self.wire = header.name.lower().encode("latin-1")
        self.required = header.required
        self._gate = Gate(header.schema, definitions)

    def write(self, value: Any, check: bool) -> bytes:
        if check and not self._gate.is_valid(value):
            raise ResponseBreach(f"the header {self.name} breaks its schema")
        text = _simple(value)
        if not _FORBIDDEN_IN_HEADER.isdisjoint(text):
            raise ResponseBreach(f"the header {self.name} holds a line break or NUL")
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            raise ResponseBreach(f"the header {self.name} holds characters that no header can carry") from None


class _BodyWriter:
    """One media type of a response."""

    def __init__(self, media: MediaType, definitions: Definitions) -> None:
        self.kind = media.kind
        concrete = media.name if "*" not in media.name else "application/octet-stream"
        self.content_type = (concrete + "; charset=utf-8" if media.kind == "text" else concrete).encode("latin-1")
        self.gate = Gate(media.schema, definitions) if media.schema is not None and media.kind == "json" else None


class ResponseWriter:
    """One declared response, compiled."""

    def __init__(self, response: Response, definitions: Definitions) -> None:
        self.key = response.status
        self.headers = {header.name: _HeaderWriter(header, definitions) for header in response.headers}
        self.required = [name for name, header in self.headers.items() if header.required]
        self.bodies = {media.name: _BodyWriter(media, definitions) for media in response.content}
        self.first = next(iter(self.bodies.values()), None)

    def write(self, status: int, value: Any, headers: Mapping[str, Any], media: str | None, check: bool) -> Encoded:
        """Encode. Raises ResponseBreach where a checked response breaks its declaration."""
        wire = self._headers(headers, check)
        body = self.first if media is None else self.bodies.get(media)
        if body is None:
            if media is not None or value is not None:
                raise ResponseBreach(f"the response {self.key} declares no body of media type {media}")
            return Encoded(status, wire, b"")
        wire.append((b"content-type", body.content_type))
        return Encoded(status, wire, self._body(body, value, check))

    def _headers(self, headers: Mapping[str, Any], check: bool) -> Headers:
        wire: Headers = []
        for name, value in headers.items():
            if value is not MISSING:
                header = self.headers.get(name)
                if header is None:
                    raise ResponseBreach(f"the response {self.key} declares no header {name}")
                wire.append((header.wire, header.write(value, check)))
        for name in self.required:
            if check and headers.get(name, MISSING) is MISSING:
                raise ResponseBreach(f"the response {self.key} must have the header {name}")
        return wire

    def _body(self, body: _BodyWriter, value: Any, check: bool) -> bytes | Stream:
        if body.kind == "json":
            return self._json(body.gate, value, check)
        if isinstance(value, str):
            return value.encode()
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value)
        if isinstance(value, AsyncIterator | Iterator):
            return value
        raise ResponseBreach(f"the response {self.key} cannot be made of {type(value).__name__}")

    def _json(self, gate: Gate | None, value: Any, check: bool) -> bytes:
        data = (
            value.__pydantic_serializer__.to_python(value, mode="json", by_alias=True)
            if isinstance(value, BaseModel)
            else to_jsonable_python(value, by_alias=True)
        )
        if check and gate is not None and not gate.is_valid(data):
            first = gate.violations(data, ())[0]
            pointer = "".join(f"/{part}" for part in first.loc)
            raise ResponseBreach(
                f"the body of the response {self.key} breaks its schema at {pointer or '/'}: {first.msg}"
            )
        return _encode_json(data)


class Encoder:
    """All responses of one operation."""

    def __init__(
        self,
        operation: Operation,
        definitions: Definitions,
        check: Literal["enforce", "report", "off"],
        report: Report,
        sample: int = 1,
    ) -> None:
        """In the mode "report" one response in `sample` is checked, and `report` is told of breaches that are sent."""
        self._writers = {response.status: ResponseWriter(response, definitions) for response in operation.responses}
        self._check = check
        self._report = report
        self._turn = cycle(range(sample))
        self._bare = next(
            ((int(w.key), w) for w in self._writers.values() if w.key[0] == "2" and w.key.isdigit()), None
        )

    def find(self, status: int) -> ResponseWriter | None:
        """The declaration that covers a status: the status itself, its range, or `default`."""
        writers = self._writers
        return writers.get(str(status)) or writers.get(f"{status // 100}XX") or writers.get("default")

    def encode(self, result: Any) -> Encoded:
        """Encode what the handler returned. Raises ResponseBreach."""
        if isinstance(result, Reply):
            return self._write(self.find(result.status), result.status, result)
        if self._bare is None:
            raise ResponseBreach("no success response of this operation can be made of a bare body")
        status, writer = self._bare
        return self._write(writer, status, Reply(status, result))

    def _write(self, writer: ResponseWriter | None, status: int, reply: Reply[Any]) -> Encoded:
        if writer is None:
            raise ResponseBreach(f"the status {status} is not declared")
        headers = reply.headers or {}
        if self._check != "report" or next(self._turn):
            return writer.write(status, reply.body, headers, reply.media_type, self._check == "enforce")
        try:
            return writer.write(status, reply.body, headers, reply.media_type, check=True)
        except ResponseBreach as breach:
            self._report(str(breach))
            return writer.write(status, reply.body, headers, reply.media_type, check=False)


def _simple(value: Any) -> str:
    """The style `simple` without explode (OpenAPI 3.1, 4.8.12.2)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ",".join(f"{_simple(key)},{_simple(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ",".join(_simple(item) for item in value)
    return "" if value is None else str(value)
