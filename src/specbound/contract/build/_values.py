"""Keywords that hold plain values: each value as it should be, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specbound.contract import JSON

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")


class Malformed(Exception):
    """A keyword's value is of the wrong kind; the text says what it takes. It becomes a diagnostic."""


def _string(value: JSON) -> str:
    if not isinstance(value, str):
        raise Malformed("a string")
    return value


def _boolean(value: JSON) -> bool:
    if not isinstance(value, bool):
        raise Malformed("true or false")
    return value


def _number(value: JSON) -> int | float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise Malformed("a number")
    return value


def _bound(value: JSON) -> int | float | bool:
    """`exclusiveMinimum` and its like were booleans before draft 6; `modernise` knows what to do with those."""
    return value if isinstance(value, bool) else _number(value)


def _positive(value: JSON) -> int | float:
    if _number(value) <= 0:
        raise Malformed("a number above 0")
    return _number(value)


def _count(value: JSON) -> int:
    number = _number(value)
    if number < 0 or number != int(number):
        raise Malformed("an integer, 0 or more")
    return int(number)


def _enum(value: JSON) -> list[JSON]:
    if not isinstance(value, list):
        raise Malformed("a list of values")
    return list(value)


def _type(value: JSON) -> str | list[str]:
    names = list(dict.fromkeys(map(str, value))) if isinstance(value, list) else [str(value)]
    if not names or not all(name in TYPES for name in names) or value is None:
        raise Malformed("names of JSON types")
    return names if isinstance(value, list) else names[0]


def _any(value: JSON) -> JSON:
    return value


VALUES: dict[str, Callable[[JSON], Any]] = {
    **dict.fromkeys(("title", "description", "format", "pattern", "contentEncoding", "contentMediaType"), _string),
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems", "nullable"), _boolean),
    **dict.fromkeys(("maximum", "minimum"), _number),
    **dict.fromkeys(("exclusiveMaximum", "exclusiveMinimum"), _bound),
    **dict.fromkeys(("maxLength", "minLength", "maxItems", "minItems"), _count),
    **dict.fromkeys(("maxProperties", "minProperties", "maxContains", "minContains"), _count),
    **dict.fromkeys(("default", "const"), _any),
    "multipleOf": _positive,
    "enum": _enum,
    "type": _type,
}
"""How each keyword is read; raises `Malformed`."""


def kind_of_value(value: JSON) -> str:
    """What a value is, in words."""
    kinds = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return kinds.get(type(value), "a number")
