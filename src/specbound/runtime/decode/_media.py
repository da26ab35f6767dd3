"""Choosing the media type of a body by its `Content-Type` (RFC 9110, 8.3; OpenAPI 3.1, 4.8.14)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")

_NAME: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_TYPE: Final = re.compile(rf"[ \t]*({_NAME}/{_NAME})[ \t]*")
_PARAMETER: Final = re.compile(rf';[ \t]*(?:({_NAME})=(?:({_NAME})|"((?:[^"\\]|\\.)*)"))?[ \t]*')
_ESCAPED: Final = re.compile(r"\\(.)")
_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_KNOWN_LIMIT: Final = 256


class ContentType(NamedTuple):
    """A media type in lower case with its parameters, their names in lower case.

    `is_utf8` tells whether text of this type is UTF-8, as it is where no charset is given.
    """

    name: str
    parameters: dict[str, str]
    is_utf8: bool = True


UNTYPED: Final = ContentType("", {})


def parse_content_type(text: str) -> ContentType | None:
    """The value of a `Content-Type` header, None where it is not one."""
    found = _TYPE.match(text)
    if found is None:
        return None
    parameters: dict[str, str] = {}
    place = found.end()
    while place < len(text):
        parameter = _PARAMETER.match(text, place)
        if parameter is None:
            return None
        name, token, quoted = parameter.groups()
        if name is not None:
            parameters[name.lower()] = token if quoted is None else _ESCAPED.sub(r"\1", quoted)
        place = parameter.end()
    charset = parameters.get("charset", "utf-8").lower()
    return ContentType(found[1].lower(), parameters, charset in _UTF8)


def matches(range_: str, name: str) -> bool:
    """Whether a media type lies in a range: `image/*`, or `application/*+json` as some documents write it."""
    start, star, end = range_.partition("*")
    if not star:
        return range_ == name
    return range_ == "*/*" or (name.startswith(start) and name.endswith(end) and len(name) > len(start) + len(end))


def is_json(name: str) -> bool:
    """Whether a media type is JSON or has its structured suffix (RFC 6839, 3.1); parameters may follow."""
    essence = name.partition(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")


class MediaTable(Generic[T]):
    """Declared media types and ranges; the most specific one that matches is chosen."""

    def __init__(self, declared: Iterable[tuple[str, T]]) -> None:
        parsed = [(_declared(name), value) for name, value in declared]
        self._entries = sorted(parsed, key=lambda entry: _breadth(entry[0]))
        self._known: dict[bytes, tuple[T, ContentType] | None] = {}
        for name in [each.name for each, _ in parsed]:
            self.find(name.encode())
            self.find(f"{name}; charset=utf-8".encode())

    def find(self, header: bytes) -> tuple[T, ContentType] | None:
        """What is declared for a `Content-Type`, None where nothing is."""
        try:
            return self._known[header]
        except KeyError:
            found = self._search(header.decode("latin-1"))
            if len(self._known) < _KNOWN_LIMIT and b"boundary" not in header.lower():
                self._known[header] = found
            return found

    def _search(self, header: str) -> tuple[T, ContentType] | None:
        asked = parse_content_type(header)
        if asked is None:
            return None
        for declared, value in self._entries:
            if matches(declared.name, asked.name) and declared.parameters.items() <= asked.parameters.items():
                return value, asked
        return None


def _declared(name: str) -> ContentType:
    """A key of `content`. It may name UTF-8, which is taken whether it is named or not."""
    parsed = parse_content_type(name) or ContentType(name, {})
    return ContentType(parsed.name, {key: value for key, value in parsed.parameters.items() if key != "charset"})


def _breadth(declared: ContentType) -> tuple[int, int, int]:
    """Narrow ones first: without stars, then by the length of what stands around the star, then by parameters."""
    return declared.name.count("*"), -len(declared.name), -len(declared.parameters)
