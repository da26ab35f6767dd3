"""YAML 1.2 (core schema, section 10.3) from libyaml's events, into plain values and their lines in one pass.

No booleans from `on`, no dates, no octal `010`, no base 60; `.inf` and `.nan`, which JSON does not have, stay text.
Keys are the text as written, so that a status `200` is "200". Merge keys (`<<`) of YAML 1.1 are kept, as documents
rely on them.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from specbound.spec._errors import ReadFault
from specbound.spec._limits import MAX_DEPTH, MAX_NODES
from specbound.spec._lines import Duplicate, Lines, Members
from specbound.spec._pointer import Path

_CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_MAX_DIGITS = 1000
_TAG = "tag:yaml.org,2002:"


def scalar(text: str) -> Any:
    """The value of a plain scalar by the core schema."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "-+.0123456789" or len(text) > _MAX_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        value = float(text)
        return value if abs(value) != float("inf") else text
    return text


def _tagged(text: str, tag: str, line: int) -> Any:
    """The value of a scalar with an explicit tag; tags outside the core schema say nothing about JSON."""
    kind = tag.removeprefix(_TAG)
    if kind not in ("int", "float", "bool", "null"):
        return text
    value = scalar(text)
    kinds = {bool: ("bool",), int: ("int", "float"), float: ("float",), type(None): ("null",)}
    if kind not in kinds.get(type(value), ()):
        raise ReadFault("malformed-yaml", f"{text[:40]!r} is no {kind}", line)
    return float(value) if kind == "float" else value


class _Open:
    """A collection that is being read. `key` is pending in a mapping; `size` and `height` count what is inside."""

    __slots__ = ("anchor", "height", "key", "line", "lines", "merges", "merging", "size", "value")

    def __init__(self, value: dict[str, Any] | list[Any], anchor: str | None, line: int) -> None:
        self.value = value
        self.anchor = anchor
        self.line = line
        self.lines: Members = {}
        self.key: tuple[str, int] | None = None
        self.merging = False
        self.merges: list[_Read] = []
        self.size = 1
        self.height = 1

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, dict) and self.key is None

    @property
    def pending(self) -> str | int:
        """The key or index of the member that is being read."""
        return self.key[0] if self.key is not None else len(self.value)


class _Read:
    """A value that is complete, with its lines, the number of values in it, and how deep they nest."""

    __slots__ = ("height", "lines", "size", "value")

    def __init__(self, value: Any, lines: Lines, size: int = 1, height: int = 0) -> None:
        self.value, self.lines, self.size, self.height = value, lines, size, height


class _Reader:
    """Builds the value from events with a stack of its own, so that depth and size are bounded."""

    def __init__(self) -> None:
        self.stack = [_Open([], None, 1)]
        self.anchors: dict[str, _Read] = {}
        self.duplicates: list[Duplicate] = []

    def read(self, text: str) -> Lines:
        """Read the first document of a text; its value is `self.stack[0].value[0]`."""
        event: Any
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            handle = self.handlers.get(type(event))
            if handle is not None:
                handle(self, event, event.start_mark.line + 1)
            elif isinstance(event, yaml.DocumentEndEvent):
                break
        return self.stack[0].lines.get(0, Lines(1))

    def open_mapping(self, event: Any, line: int) -> None:
        self.open(_Open({}, event.anchor, line))

    def open_sequence(self, event: Any, line: int) -> None:
        self.open(_Open([], event.anchor, line))

    def open(self, new: _Open) -> None:
        if len(self.stack) > MAX_DEPTH:
            raise ReadFault("too-deep", f"values nest deeper than {MAX_DEPTH} levels", new.line)
        if self.stack[-1].wants_key:
            raise ReadFault("malformed-yaml", "a key must be a scalar", new.line)
        self.anchors.pop(new.anchor or "", None)
        self.stack.append(new)

    def close(self, _event: Any, _line: int) -> None:
        done = self.stack.pop()
        for merged in done.merges:
            _merge(done, merged)
        read = _Read(done.value, Lines(done.line, done.lines), done.size, done.height)
        self.remember(done.anchor, read)
        self.add(read)

    def scalar(self, event: Any, line: int) -> None:
        here = self.stack[-1]
        plain = event.implicit[0] and event.tag is None
        if here.wants_key:
            here.merging = plain and event.value == "<<"
            here.key = event.value, line
            self.remember(event.anchor, _Read(event.value, Lines(line)))
            return
        value = scalar(event.value) if plain else _tagged(event.value, event.tag or "", line)
        read = _Read(value, Lines(line))
        self.remember(event.anchor, read)
        self.add(read)

    def alias(self, event: Any, line: int) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise ReadFault("malformed-yaml", f"the alias *{event.anchor} stands for nothing that ends before it", line)
        here = self.stack[-1]
        if not here.wants_key:
            self.add(_Read(known.value, Lines(line, known.lines.members), known.size, known.height))
        elif known.height:
            raise ReadFault("malformed-yaml", "a key must be a scalar", line)
        else:
            here.key, here.merging = (str(known.value), line), False

    def remember(self, anchor: str | None, read: _Read) -> None:
        if anchor is not None:
            self.anchors[anchor] = read

    def add(self, read: _Read) -> None:
        """Put a complete value into the collection that is open."""
        here = self.stack[-1]
        self.count(here, read)
        if isinstance(here.value, list):
            here.lines[len(here.value)] = read.lines
            here.value.append(read.value)
            return
        key, line = here.key or ("", read.lines.line)
        if key in here.value and not here.merging:
            self.duplicates.append((self.path, line))
        here.key = None
        if here.merging:
            here.merges.append(read)
            return
        here.value[key] = read.value
        here.lines[key] = Lines(line, read.lines.members)

    @property
    def path(self) -> Path:
        """Where the member stands that has just been read."""
        return tuple(each.pending for each in self.stack[1:])

    def count(self, here: _Open, read: _Read) -> None:
        here.size += read.size
        here.height = max(here.height, read.height + 1)
        if here.size > MAX_NODES:
            raise ReadFault("too-large", f"the file holds more than {MAX_NODES} values", read.lines.line)
        if here.height + len(self.stack) > MAX_DEPTH + 2:
            raise ReadFault("too-deep", f"values nest deeper than {MAX_DEPTH} levels", read.lines.line)

    handlers: ClassVar[dict[type, Any]] = {
        yaml.ScalarEvent: scalar,
        yaml.AliasEvent: alias,
        yaml.MappingStartEvent: open_mapping,
        yaml.SequenceStartEvent: open_sequence,
        yaml.MappingEndEvent: close,
        yaml.SequenceEndEvent: close,
    }


def _merge(here: _Open, merged: _Read) -> None:
    """Take in the members of `<<` that are not there already; of several, the first wins."""
    for each in merged.value if isinstance(merged.value, list) else [merged.value]:
        if not isinstance(each, dict) or not isinstance(here.value, dict):
            raise ReadFault("malformed-yaml", "`<<` takes a mapping or a sequence of mappings", merged.lines.line)
        for key, member in each.items():
            if key not in here.value:
                here.value[key] = member
                here.lines[key] = (merged.lines.members or {}).get(key) or Lines(merged.lines.line)


def read_yaml(text: str) -> tuple[Any, Lines, list[Duplicate]]:
    """The value of the first document of a text, its lines, and the keys that were given twice.

    Raises `ReadFault`.
    """
    reader = _Reader()
    try:
        lines = reader.read(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ReadFault("malformed-yaml", f"this is not YAML: {error.problem or error.context}", line) from error
    except yaml.YAMLError as error:
        raise ReadFault("malformed-yaml", f"this is not YAML: {error}") from error
    values = list(reader.stack[0].value)
    return (values[0] if values else None), lines, reader.duplicates
