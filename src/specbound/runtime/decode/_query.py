"""The query string, parted and read by the operation's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specbound.runtime._errors import Violation
from specbound.runtime.decode._slot import Slot
from specbound.runtime.decode._styles import Found
from specbound.runtime.decode._text import UNREAD, Malformed, ascii_text, unquote_plus

MAX_QUERY_BYTES: Final = 65_536
MAX_QUERY_PARAMETERS: Final = 1000


class QueryReader:
    """The query parameters of one operation. Where all are ordinary they are read straight from the bytes."""

    def __init__(self, slots: list[Slot], known: frozenset[str], *, strict: bool) -> None:
        self._slots = slots
        self._fields = [(slot.field, slot) for slot in slots]
        self._strict = strict
        self._quick = {slot.name.encode(): (slot.field, *slot.quick) for slot in slots}
        self._names = known.union(*(slot.layout.names for slot in slots))
        self._prefixes = tuple(slot.layout.prefix for slot in slots if slot.layout.prefix)
        self._open = any(slot.layout.takes_rest for slot in slots)
        for slot in slots:
            slot.layout.leave(self._names)

    def read(self, query: bytes, values: dict[str, Any], violations: list[Violation]) -> None:
        """Add the values, and what is wrong."""
        if not query or self._read_quickly(query, values):
            for field, slot in self._fields:
                if field not in values:
                    values[field] = slot.absent(violations)
        elif len(query) > MAX_QUERY_BYTES or query.count(b"&") >= MAX_QUERY_PARAMETERS:
            violations.append(Violation(("query",), "The query is too long.", "too_long"))
        else:
            self._read_exactly(query, values, violations)

    def _read_quickly(self, query: bytes, values: dict[str, Any]) -> bool:
        """Whether every pair was an ordinary one, and none came twice."""
        for pair in query.split(b"&", MAX_QUERY_PARAMETERS):
            name, _, text = pair.partition(b"=")
            quick = self._quick.get(name)
            if quick is None:
                return False
            field, read, valid = quick
            value = read(text)
            if value is UNREAD or field in values or not valid(value):
                return False
            values[field] = value
        return True

    def _read_exactly(self, query: bytes, values: dict[str, Any], violations: list[Violation]) -> None:
        found: dict[str, list[str]] = {}
        for pair in filter(None, ascii_text(query).split("&")):
            name, _, text = pair.partition("=")
            try:
                found.setdefault(unquote_plus(name), []).append(text)
            except Malformed as error:
                if self._strict:
                    violations.append(Violation(("query",), str(error), "malformed"))
        for slot in self._slots:
            values[slot.field] = slot.read(found, violations)
        if self._strict and not self._open:
            violations.extend(self._unknown(found))

    def _unknown(self, found: Found) -> Iterator[Violation]:
        for name in found:
            if name not in self._names and not name.startswith(self._prefixes):
                yield Violation(("query", name[:100]), "This query parameter is not declared.", "unexpected")
