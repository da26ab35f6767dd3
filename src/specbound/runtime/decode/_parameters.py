"""Parameters: found in the raw request, laid out by their style, read by their shape, judged by their schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specbound.contract import Operation
from specbound.runtime._errors import Violation
from specbound.runtime.decode._headers import HeaderReader
from specbound.runtime.decode._query import QueryReader
from specbound.runtime.decode._slot import Slot
from specbound.runtime.decode._text import UNREAD, ascii_text
from specbound.runtime.gate import Definitions


class ParameterReader:
    """The parameters of one operation, compiled once.

    `strict_query` makes a violation of every query parameter that neither the operation nor `known_query` names.
    """

    def __init__(
        self, operation: Operation, definitions: Definitions, *, strict_query: bool, known_query: frozenset[str]
    ) -> None:
        """Raises ConfigurationError where a schema cannot be compiled."""
        slots = [Slot(parameter, definitions, operation.source) for parameter in operation.parameters]
        path, query, headers, cookies = (
            [slot for slot in slots if slot.location == location] for location in ("path", "query", "header", "cookie")
        )
        self._path = [(slot.name, slot.field, slot, *slot.quick) for slot in path]
        self._read_query = QueryReader(query, known_query, strict=strict_query).read
        self._read_headers = HeaderReader(headers, cookies).read if headers or cookies else None

    def read(
        self, path: Mapping[str, bytes], query: bytes, headers: list[tuple[bytes, bytes]], violations: list[Violation]
    ) -> dict[str, Any]:
        """The values by `Parameter.field`, MISSING for what is absent; whatever is wrong is added to `violations`.

        `path` holds raw segments, still percent-encoded; header names are in lower case, as ASGI has them.
        """
        values: dict[str, Any] = {}
        for name, field, slot, read, valid in self._path:
            raw = path[name]
            value = read(raw)
            if value is UNREAD or not valid(value):
                value = slot.read({name: [ascii_text(raw)]}, violations)
            values[field] = value
        self._read_query(query, values, violations)
        if self._read_headers is not None:
            self._read_headers(headers, values, violations)
        return values
