"""Bodies as a server hands them over, and one operation that reads them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from fastapi import UploadFile

from specbound.contract import Body, Encoding, MediaType, Operation, Schema
from specbound.runtime import Violation
from specbound.runtime.decode._body import BodyLimits, BodyReader
from specbound.runtime.gate._gate import Definitions
from tests.unit.runtime.decode.reading import shape_of

KINDS: dict[str, Any] = {
    "application/json": "json",
    "application/problem+json": "json",
    "application/x-www-form-urlencoded": "form",
    "multipart/form-data": "multipart",
    "text/plain": "text",
}
Pieces = bytes | Sequence[bytes | None]


def media(name: str, schema: Schema | None = None, encodings: dict[str, Encoding] | None = None) -> MediaType:
    """One entry of `content`."""
    kind = KINDS.get(name.partition(";")[0], "binary")
    shape = shape_of(schema) if kind in ("form", "multipart") else None
    return MediaType(name, kind, schema, shape, encodings or {})


class Wire:
    """What a client sends, piece by piece; a piece that is None never comes. `taken` counts the pieces."""

    def __init__(self, pieces: Pieces, *, hangs_up: bool = False) -> None:
        self.pieces = [pieces] if isinstance(pieces, bytes) else list(pieces)
        self.hangs_up = hangs_up
        self.taken = 0

    async def receive(self) -> dict[str, Any]:
        if self.taken == len(self.pieces):
            assert self.hangs_up, "more is asked for than was announced"
            return {"type": "http.disconnect"}
        piece = self.pieces[self.taken]
        self.taken += 1
        await asyncio.sleep(3600 if piece is None else 0)
        more = self.hangs_up or self.taken < len(self.pieces)
        return {"type": "http.request", "body": piece, "more_body": more}


class Reading:
    """An operation with a body, and what came of reading one."""

    def __init__(self, *content: MediaType, required: bool = True, types: Any = None, **limits: Any) -> None:
        operation = Operation("op", "op", "post", "/", "openapi.yaml#/paths/~1/post", body=Body(required, content))
        self.reader = BodyReader(operation, Definitions({}), types or {}, BodyLimits(**limits))
        self.violations: list[Violation] = []
        self.files: list[UploadFile] = []
        self.wire = Wire(b"")

    def read(self, pieces: Pieces, content_type: str | None = None, *, hangs_up: bool = False, **headers: str) -> Any:
        """The value; lengths are not announced but by a header."""
        self.wire = Wire(pieces, hangs_up=hangs_up)
        return asyncio.run(self._read(content_type, headers))

    async def _read(self, content_type: str | None, headers: dict[str, str]) -> Any:
        raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
        if content_type is not None:
            raw.append((b"content-type", content_type.encode("latin-1")))
        return await self.reader.read(raw, self.wire.receive, self.violations, self.files)

    @property
    def faults(self) -> list[tuple[Any, str]]:
        """Where and of what type."""
        return [(violation.loc, violation.type) for violation in self.violations]
