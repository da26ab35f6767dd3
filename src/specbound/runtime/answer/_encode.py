"""From what a handler returns to the bytes of a declared response, checked against the document on the way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from itertools import cycle
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec
from pydantic import MISSING
from pydantic_core import to_jsonable_python

from specbound.contract import Header, MediaType, Operation, Response
from specbound.runtime._reply import Reply
from specbound.runtime.gate import Definitions, Gate

Headers: TypeAlias = "list[tuple[bytes, bytes]]"
Stream: TypeAlias = "AsyncIterator[bytes] | Iterator[bytes]"
Report: TypeAlias = Callable[[str], None]

_encode_json = msgspec.json.Encoder().encode
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:; ?[\w-]+=[\w.+-]+)*", re.ASCII)
_FORBIDDEN_IN_HEADER = frozenset(map(chr, (*range(9), *range(10, 32), 127)))  # RFC 9110, 5.5


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
            raise ResponseBreach(f"the header {self.name} holds a control character")
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            raise ResponseBreach(f"the header {self.name} holds characters that no header can carry") from None


class _BodyWriter:
    """One media type of a response."""

    def __init__(self, media: MediaType, definitions: Definitions) -> None:
        self.is_json = media.kind == "json"
        concrete = media.name if "*" not in media.name else "application/octet-stream"
        text = concrete + "; charset=utf-8" if media.kind == "text" else concrete
        self.header = (b"content-type", text.encode("latin-1"))
        self.gate = Gate(media.schema, definitions) if media.schema is not None and self.is_json else None


class ResponseWriter:
    """One declared response, compiled."""

    def __init__(self, response: Response, definitions: Definitions) -> None:
        self.key = response.status
        self.headers = {header.name: _HeaderWriter(header, definitions) for header in response.headers}
        self.required = [name for name, header in self.headers.items() if header.required]
        self.bodies = {media.name: _BodyWriter(media, definitions) for media in response.content}
        self.first = next(iter(self.bodies.values()), None)
        self._ranges = [media for media in response.content if "*" in media.name]
        self._definitions = definitions

    def write(
        self, status: int, value: Any, headers: Mapping[str, Any] | None, media: str | None, check: bool
    ) -> Encoded:
        """Encode. Raises ResponseBreach where a checked response breaks its declaration."""
        wire = self._headers(headers or {}, check) if headers or self.required else []
        body = self.first if media is None else self.bodies.get(media) or self._ranged(media)
        if body is None:
            if media is not None or value is not None:
                raise ResponseBreach(f"the response {self.key} declares no body of media type {media}")
            return Encoded(status, wire, b"")
        wire.append(body.header)
        return Encoded(status, wire, self._json(body.gate, value, check) if body.is_json else self._raw(value))

    def _ranged(self, name: str) -> _BodyWriter | None:
        """The body of a media type that only a range such as `image/*` declares (RFC 9110, 12.5.1).

        It is not remembered: the name may come from a client, and there is no end to names.
        """
        kind, _, rest = name.partition("/")
        if not _MEDIA_TYPE.fullmatch(name) or not rest:
            return None
        found = next((media for media in self._ranges if media.name in {f"{kind.lower()}/*", "*/*"}), None)
        return _BodyWriter(msgspec.structs.replace(found, name=name), self._definitions) if found else None

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

    def _raw(self, value: Any) -> bytes | Stream:
        if isinstance(value, str):
            return value.encode()
        if isinstance(value, bytes | bytearray | memoryview):
            return bytes(value)
        if isinstance(value, AsyncIterator | Iterator):
            return value
        raise ResponseBreach(f"the response {self.key} cannot be made of {type(value).__name__}")

    def _json(self, gate: Gate | None, value: Any, check: bool) -> bytes:
        serializer = getattr(type(value), "__pydantic_serializer__", None)
        data = (
            to_jsonable_python(value, by_alias=True)
            if serializer is None
            else serializer.to_python(value, mode="json", by_alias=True, warnings=False)
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
        """The declaration that covers a status: the status itself, its range, or `default`.

        None for 1xx, after which a client goes on waiting, and for what is no status (RFC 9110, 15).
        """
        if not 200 <= status < 600:
            return None
        writers = self._writers
        return writers.get(str(status)) or writers.get(f"{status // 100}XX") or writers.get("default")

    def encode(self, result: Any) -> Encoded:
        """Encode what the handler returned. Raises ResponseBreach."""
        if isinstance(result, Reply):
            status, media = result.status, result.media_type
            return self._write(self.find(status), status, result.body, result.headers, media)
        if self._bare is None:
            raise ResponseBreach("no success response of this operation can be made of a bare body")
        status, writer = self._bare
        return self._write(writer, status, result, None, None)

    def _write(
        self,
        writer: ResponseWriter | None,
        status: int,
        body: Any,
        headers: Mapping[str, Any] | None,
        media: str | None,
    ) -> Encoded:
        if writer is None:
            raise ResponseBreach(f"the status {status} is not declared")
        if self._check != "report" or next(self._turn):
            return writer.write(status, body, headers, media, self._check == "enforce")
        try:
            return writer.write(status, body, headers, media, check=True)
        except ResponseBreach as breach:
            self._report(str(breach))
            return writer.write(status, body, headers, media, check=False)


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
