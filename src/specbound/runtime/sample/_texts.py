"""Texts that fit a string schema: by its format, by its pattern, within its lengths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Final

# Python's own parser of patterns; typeshed leaves it out.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

FORMATS: Final = {
    "byte": "c3RyaW5n",
    "date": "2026-01-01",
    "date-time": "2026-01-01T00:00:00Z",
    "duration": "P1D",
    "email": "user@example.com",
    "hostname": "example.com",
    "idn-email": "user@example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com/",
    "iri-reference": "https://example.com/",
    "json-pointer": "/string",
    "regex": "^string$",
    "relative-json-pointer": "0",
    "time": "00:00:00Z",
    "uri": "https://example.com/",
    "uri-reference": "https://example.com/",
    "uri-template": "https://example.com/{id}",
    "uuid": "01234567-89ab-4cde-8f01-23456789abcd",
}
"""One text for each format of JSON Schema (2020-12, 7.3), and for OpenAPI's `byte`."""

_CLASSES: Final = {op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " "}
_MAX_LENGTH: Final = 10_000


def texts(schema: dict[str, Any]) -> Iterator[str]:
    """Texts that may fit, the likeliest first; none is promised to."""
    low, high = schema.get("minLength", 0), schema.get("maxLength", _MAX_LENGTH)
    if low > _MAX_LENGTH:
        return
    if "pattern" in schema:
        found = _matching(schema["pattern"], (0, 1, low, schema.get("maxLength", 1)))
        yield from dict.fromkeys(text for text in found if low <= len(text) <= high)
    if schema.get("format") in FORMATS:
        yield FORMATS[schema["format"]]
    yield "string".ljust(low, "x")[:high]


def _matching(pattern: str, counts: Iterable[int]) -> Iterator[str]:
    """Texts that a pattern matches, its open repetitions made so many times; none for what Python reads otherwise."""
    try:
        tree = parser.parse(pattern.replace(r"\/", "/"))
    except (re.error, OverflowError, RecursionError):
        return
    for count in dict.fromkeys(counts):
        yield _Writer(min(count, _MAX_LENGTH)).text(tree)


class _Writer:
    """Writes one text for a parsed pattern."""

    def __init__(self, count: int) -> None:
        self._count = count

    def text(self, tree: Iterable[tuple[Any, Any]]) -> str:
        return "".join(_WRITERS.get(kind, _nothing)(self, value) for kind, value in tree)[:_MAX_LENGTH]

    def repeated(self, value: tuple[int, int, Any]) -> str:
        low, high, tree = value
        return self.text(tree) * min(max(low, self._count), int(high), _MAX_LENGTH)

    def one_of(self, members: list[tuple[Any, Any]]) -> str:
        if members[0][0] is op.NEGATE:
            return next(char for char in "a0 -~_/.A" if not _holds(members, char))
        return _member(members[0])


def _holds(members: Iterable[tuple[Any, Any]], char: str) -> bool:
    """Whether one of the members of a negated class stands for a character, as far as this is told."""
    for kind, value in members:
        if kind is op.LITERAL and value == ord(char):
            return True
        if kind is op.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if kind is op.CATEGORY and re.match(_CATEGORIES.get(value, "(?!)"), char):
            return True
    return False


_CATEGORIES: Final = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}


def _member(member: tuple[Any, Any]) -> str:
    kind, value = member
    if kind is op.CATEGORY:
        return _CLASSES.get(value, "a")
    return chr(value[0] if kind is op.RANGE else value)


def _nothing(_writer: _Writer, _value: Any) -> str:
    """Anchors and look-around take no room; what they ask for is for the gate to judge."""
    return ""


_WRITERS: Final[dict[Any, Callable[[_Writer, Any], str]]] = {
    op.LITERAL: lambda _, value: chr(value),
    op.NOT_LITERAL: lambda _, value: "b" if value == ord("a") else "a",
    op.ANY: lambda *_: "a",
    op.IN: _Writer.one_of,
    op.MAX_REPEAT: _Writer.repeated,
    op.MIN_REPEAT: _Writer.repeated,
    op.SUBPATTERN: lambda writer, value: writer.text(value[3]),
    op.BRANCH: lambda writer, value: writer.text(value[1][0]),
}
