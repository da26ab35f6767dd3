"""Strict JSON: RFC 8259, and RFC 7493 (I-JSON) in what it says of repeated keys."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from specbound.contract import JSON
from specbound.runtime._errors import BadRequest, Location, Violation

# Bytes are counted by number: that is faster than by bytes of length one.
_BRACE, _BRACKET, _QUOTE, _BACKSLASH = b'{["\\'
_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode
_BODY: Location = ("body",)


def decode_json(data: bytes, *, max_depth: int, refuse_duplicates: bool, loc: Location = _BODY) -> JSON:
    """The value of a JSON text. Integers of up to 4300 characters keep their value.

    Raises BadRequest where the text is no JSON in UTF-8 (NaN, Infinity, numbers beyond a double, lone surrogates, a
    byte order mark and trailing text are none), where it nests deeper than `max_depth`, and where a key is repeated
    if `refuse_duplicates` is set.
    """
    try:
        value = _decode(data)
    except msgspec.DecodeError as error:
        raise malformed(_plain(str(error), data), loc) from None
    except UnicodeDecodeError:
        raise malformed("The JSON text is not UTF-8.", loc) from None
    except RecursionError:
        raise malformed(f"The JSON text nests deeper than {max_depth} levels.", loc, "too_deep") from None
    if data.count(_BRACE) + data.count(_BRACKET) > max_depth and _depth(value) > max_depth:
        raise malformed(f"The JSON text nests deeper than {max_depth} levels.", loc, "too_deep")
    if refuse_duplicates and _strings(data) != _strings(_encode(value)):
        raise malformed(f"The key {_repeated_key(data)!r} is given twice.", loc, "duplicate_key")
    return value


def malformed(message: str, loc: Location = _BODY, type_: str = "malformed") -> BadRequest:
    """The error that answers bytes which cannot be read."""
    return BadRequest(details=(Violation(loc, message, type_),))


def _plain(text: str, data: bytes) -> str:
    if not data.strip():
        return "The body is empty where JSON is expected."
    if text == "Input data was truncated":
        return "The JSON text is incomplete."
    return f"The JSON text cannot be read: {text.removeprefix('JSON is malformed: ').lower()}."


def _depth(value: JSON) -> int:
    depth, level = 0, [value] if isinstance(value, (dict, list)) else []
    while level:
        depth += 1
        members = (member for each in level for member in (each.values() if type(each) is dict else each))
        level = [member for member in members if type(member) is dict or type(member) is list]
    return depth


def _strings(data: bytes) -> int:
    """Twice the number of strings in a JSON text: its quotes, save those that are escaped.

    A repeated key and its first value are lost in decoding, so the count of what is encoded again is lower then.
    """
    if _BACKSLASH in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.count(_QUOTE)


def _repeated_key(data: bytes) -> str:
    """The first key that an object of this JSON text repeats, cut to 60 characters."""

    def check(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Repeated(key)
            seen.add(key)

    try:
        json.loads(data, object_pairs_hook=check)
    except _Repeated as repeated:
        return str(repeated)[:60]
    return "?"


class _Repeated(Exception):
    """A key that stands twice in one object."""
