"""JSON as JSON (RFC 8259): whatever the grammar allows is read; lines are found only when they are asked for."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

import msgspec

from specbound.spec._errors import ReadFault
from specbound.spec._limits import MAX_DEPTH
from specbound.spec._lines import Duplicate, Lines, Members

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_STEP = {"{": 1, "[": 1, "}": -1, "]": -1}
_MAX_DIGITS = 1000


def read_json(text: str) -> Any:
    """The value of a JSON text.

    Raises `ReadFault`. A number beyond the range of floats is read as the integer it is, up to 1e1000.
    """
    _check_depth(text)
    try:
        return msgspec.json.decode(text)
    except ValueError:
        return _read_exotic(text)


def _read_exotic(text: str) -> Any:
    """What msgspec refuses although it is JSON: numbers beyond the range of floats."""
    try:
        value = json.loads(text, parse_constant=_no_constant, parse_float=_number, parse_int=_number)
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise ReadFault("malformed-json", f"this is not JSON: {error.msg}", error.lineno) from error
    except UnicodeEncodeError as error:
        raise ReadFault("malformed-json", "a string holds one half of a surrogate pair (RFC 8259, 8.2)") from error
    return value


def _no_constant(name: str) -> NoReturn:
    raise ReadFault("malformed-json", f"this is not JSON: {name} is no number")


def _number(text: str) -> int | float:
    if len(text) > _MAX_DIGITS:
        raise ReadFault("malformed-json", f"the number {text[:40]}... is too long")
    value = int(text) if text.lstrip("-").isdigit() else float(text)
    if isinstance(value, int) or abs(value) != float("inf"):
        return value
    exact = Decimal(text)
    if exact.adjusted() > _MAX_DIGITS:
        raise ReadFault("malformed-json", f"the number {text} is too large")
    return int(exact)


def _check_depth(text: str) -> None:
    """Refuse deep nesting by the text: cheap, since only brackets and strings are looked at."""
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return
    depth = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"|[{\[]|[}\]]', text, re.DOTALL):
        depth += _STEP.get(match.group(), 0)
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise ReadFault("too-deep", f"values nest deeper than {MAX_DEPTH} levels", line)


class _Open:
    """An object or array that is being scanned."""

    __slots__ = ("key", "members")

    def __init__(self, *, array: bool) -> None:
        self.members: Members = {}
        self.key: str | int | None = 0 if array else None


def json_lines(text: str) -> tuple[Lines, list[Duplicate]]:
    """The lines of every value in a text that `read_json` has accepted, and the keys that were given twice."""
    top = _Open(array=True)
    duplicates: list[Duplicate] = []
    stack = [top]
    line, position, key_line = 1, 0, 1
    for match in _TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        word, here = match.group(), stack[-1]
        if word in "}]":
            stack.pop()
            _advance(stack[-1])
        elif word not in ",:":
            if here.key is None:
                here.key, key_line = json.loads(word, strict=False), line
                continue
            if here.key in here.members:
                duplicates.append((tuple(each.key for each in stack[1:] if each.key is not None), key_line))
            lines = here.members[here.key] = Lines(line if isinstance(here.key, int) else key_line)
            if word in "{[":
                stack.append(_Open(array=word == "["))
                lines.members = stack[-1].members
            else:
                _advance(here)
    return top.members.get(0, Lines(1)), duplicates


def _advance(here: _Open) -> None:
    here.key = here.key + 1 if isinstance(here.key, int) else None
