"""Text to values: percent escapes undone, then read as the JSON type that a shape names, never coerced."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias
from urllib.parse import unquote_to_bytes

import msgspec

from specbound.contract import JSON, Shape

Tree: TypeAlias = Any
"""Text as a style nests it: str, list[Tree] or dict[str, Tree]."""

UNREAD: Final = object()
"""The text does not stand for a value of this type."""

_STRING = Shape(("string",))
_BROKEN_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_NOT_ASCII = re.compile(b"[\x80-\xff]")
_decode = msgspec.json.decode


class Malformed(ValueError):
    """Text that cannot be decoded; its message may be shown to the client."""


def ascii_text(raw: bytes) -> str:
    """Bytes of a URL as text, with bytes outside ASCII written as percent escapes."""
    try:
        return raw.decode("ascii")
    except UnicodeDecodeError:
        return _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), raw).decode("ascii")


def unquote(text: str) -> str:
    """The text with its percent escapes undone (RFC 3986, 2.1). Raises Malformed."""
    if "%" not in text:
        return text
    if _BROKEN_ESCAPE.search(text):
        raise Malformed("A percent sign must be followed by two hexadecimal digits.")
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise Malformed("The percent escapes must be UTF-8.") from None


def unquote_plus(text: str) -> str:
    """The same for a query or a form, where `+` is a space."""
    return unquote(text.replace("+", " ")) if "+" in text or "%" in text else text


def header_text(raw: bytes) -> str:
    """A header's value as text. Raises Malformed where it is not UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise Malformed("The value must be UTF-8.") from None


def _number(text: str) -> JSON:
    # The grammar is that of JSON; its parser would also take white space around the number.
    if text[:1] not in "-0123456789" or text[-1:] not in "0123456789" or not text:
        return UNREAD
    try:
        return _decode(text)
    except msgspec.DecodeError:
        return UNREAD


def _integer(text: str) -> JSON:
    value = _number(text)
    return int(value) if type(value) is float and value.is_integer() else value


def _string(text: str) -> JSON:
    return text


def _boolean(text: str) -> JSON:
    return True if text == "true" else False if text == "false" else UNREAD


def _null(text: str) -> JSON:
    return None if text == "null" else UNREAD


SCALARS: Final[dict[str, Callable[[str], JSON]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "null": _null,
}


def read_scalar(text: str, types: tuple[str, ...]) -> JSON:
    """The text as the first of these types that it can stand for; else the text itself, for the schema to refuse."""
    for name in types:
        value = SCALARS[name](text) if name in SCALARS else UNREAD
        if value is not UNREAD:
            return value
    return text


def shaped(tree: Tree, shape: Shape | None) -> JSON:
    """A tree of texts as the values that the shape names."""
    shape = shape or _STRING
    if isinstance(tree, str):
        return read_scalar(tree, shape.types)
    if isinstance(tree, list):
        return [shaped(item, shape.items) for item in tree]
    return {name: shaped(member, member_shape(shape, name)) for name, member in tree.items()}


def member_shape(shape: Shape, name: str) -> Shape | None:
    """The shape of an object's member, None where the schema says nothing of it."""
    return shape.properties.get(name) or shape.additional
