"""Parameters: found in the raw request, laid out by their style, read by their shape, judged by their schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from pydantic import MISSING

from specbound.contract import JSON, Operation, Parameter
from specbound.runtime._errors import BadRequest, Location, Violation
from specbound.runtime._gate import Definitions, Gate
from specbound.runtime._json import decode_json
from specbound.runtime._styles import Found, Splitter, decoder, is_deep, is_spread, splitters
from specbound.runtime._text import (
    SCALARS,
    UNREAD,
    Malformed,
    ascii_text,
    header_text,
    read_scalar,
    shaped,
    unquote_plus,
)

MAX_QUERY_BYTES: Final = 65_536
MAX_QUERY_PARAMETERS: Final = 1000
MAX_JSON_DEPTH: Final = 32


class ParameterReader:
    """The parameters of one operation, compiled once.

    `strict_query` makes a violation of every query parameter that neither the operation nor `known_query` names.
    """

    def __init__(
        self, operation: Operation, definitions: Definitions, *, strict_query: bool, known_query: frozenset[str]
    ) -> None:
        slots = [_slot(parameter, definitions, operation.source) for parameter in operation.parameters]
        self._path = [slot for slot in slots if slot.location == "path"]
        self._query = [slot for slot in slots if slot.location == "query"]
        self._headers = {slot.name.lower().encode(): slot for slot in slots if slot.location == "header"}
        self._cookies = [slot for slot in slots if slot.location == "cookie"]
        self._strict = strict_query
        self._names = known_query.union(*(slot.names for slot in self._query))
        self._prefixes = tuple(slot.prefix for slot in self._query if slot.prefix)
        self._open = any(slot.takes_rest for slot in self._query)
        _give_rest(self._query, self._names)
        _give_rest(self._cookies, frozenset().union(*(slot.names for slot in self._cookies)))

    def read(
        self, path: Mapping[str, bytes], query: bytes, headers: list[tuple[bytes, bytes]], violations: list[Violation]
    ) -> dict[str, Any]:
        """The values by `Parameter.field`, MISSING for what is absent; whatever is wrong is added to `violations`.

        `path` holds raw segments, still percent-encoded; header names are in lower case, as ASGI has them.
        """
        values: dict[str, Any] = {}
        for slot in self._path:
            values[slot.field] = slot.read({slot.name: [ascii_text(path[slot.name])]}, violations)
        if self._query or (query and self._strict):
            self._read_query(query, values, violations)
        if self._headers or self._cookies:
            self._read_headers(headers, values, violations)
        return values

    def _read_query(self, query: bytes, values: dict[str, Any], violations: list[Violation]) -> None:
        found: dict[str, list[str]] = {}
        if query:
            if len(query) > MAX_QUERY_BYTES or query.count(b"&") >= MAX_QUERY_PARAMETERS:
                violations.append(Violation(("query",), "The query is too long.", "too_long"))
                return
            self._split(ascii_text(query), found, violations)
        for slot in self._query:
            values[slot.field] = slot.read(found, violations)
        if self._strict and not found.keys() <= self._names:
            violations.extend(self._unknown(found))

    def _split(self, query: str, found: dict[str, list[str]], violations: list[Violation]) -> None:
        for pair in query.split("&"):
            if pair:
                name, _, text = pair.partition("=")
                try:
                    found.setdefault(unquote_plus(name), []).append(text)
                except Malformed as error:
                    if self._strict:
                        violations.append(Violation(("query",), str(error), "malformed"))

    def _unknown(self, found: Found) -> Iterator[Violation]:
        if not self._open:
            for name in found:
                if name not in self._names and not (self._prefixes and name.startswith(self._prefixes)):
                    yield Violation(("query", name[:100]), "This query parameter is not declared.", "unexpected")

    def _read_headers(
        self, headers: list[tuple[bytes, bytes]], values: dict[str, Any], violations: list[Violation]
    ) -> None:
        found: dict[bytes, bytes] = {}
        wanted = self._headers
        for name, value in headers:
            if name in wanted or name == b"cookie":
                joint = b"; " if name == b"cookie" else b", "
                found[name] = found[name] + joint + value if name in found else value
        for name, slot in wanted.items():
            values[slot.field] = _read_header(slot, found.get(name), violations)
        if self._cookies:
            cookies = _cookies(found.get(b"cookie", b""), any(slot.spread for slot in self._cookies))
            for slot in self._cookies:
                values[slot.field] = slot.read(cookies, violations)


def _read_header(slot: _Slot, raw: bytes | None, violations: list[Violation]) -> Any:
    if raw is None:
        return slot.read({}, violations)
    try:
        return slot.read({slot.name: [header_text(raw)]}, violations)
    except Malformed as error:
        violations.append(Violation(slot.loc, str(error), "malformed"))
        return MISSING


def _cookies(raw: bytes, spread: bool) -> dict[str, list[str]]:
    """The pairs of a `Cookie` header (RFC 6265, 4.2.1); where members are spread, `&` parts them as well."""
    text = ascii_text(raw)
    found: dict[str, list[str]] = {}
    for pair in (text.replace("&", ";") if spread else text).split(";"):
        name, equals, value = pair.strip(" \t").partition("=")
        if equals:
            found.setdefault(name, []).append(value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value)
    return found


class _Slot:
    """One parameter: where its texts are, how they are read, and what judges the value."""

    def __init__(self, parameter: Parameter, gate: Gate, readings: list[Callable[[Found], JSON]]) -> None:
        self.name = parameter.name
        self.field = parameter.field
        self.location = parameter.location
        self.spread = is_spread(parameter)
        self.loc: Location = (parameter.location,) if self.spread else (parameter.location, parameter.name)
        self.prefix = f"{parameter.name}[" if is_deep(parameter) else ""
        self.takes_rest = self.spread and parameter.shape.additional is not None
        self.names = frozenset(parameter.shape.properties) if self.spread else frozenset((parameter.name,))
        self._parameter = parameter
        self._gate = gate
        self._valid = gate.is_valid
        self._readings = readings
        self._others: frozenset[str] = frozenset()
        self._decode = decoder(parameter)

    def leave(self, others: frozenset[str]) -> None:
        """Names that other parameters own, where this one takes all the rest."""
        self._others = others - self.names

    def read(self, found: Found, violations: list[Violation]) -> Any:
        """The value, MISSING where the request gives none or a bad one."""
        found = self._own(found)
        if not found:
            return self._absent(violations)
        try:
            for reading in self._readings:
                value = reading(found)
                if value is not UNREAD and self._valid(value):
                    return value
            violations.extend(self._gate.violations(self._refused(found), self.loc))
        except Malformed as error:
            many = len(found.get(self.name, ())) > 1
            violations.append(Violation(self.loc, str(error), "repeated" if many else "malformed"))
        except BadRequest as error:
            violations.extend(error.violations)
        return MISSING

    def _own(self, found: Found) -> Found:
        if self.takes_rest:
            return {name: texts for name, texts in found.items() if name not in self._others}
        if self.spread:
            return {name: texts for name, texts in found.items() if name in self.names}
        if self.prefix:
            return {name: texts for name, texts in found.items() if name.startswith(self.prefix)}
        return {self.name: found[self.name]} if self.name in found else {}

    def _absent(self, violations: list[Violation]) -> Any:
        if self._parameter.required:
            violations.append(Violation((self.location, self.name), "This is required.", "required"))
        elif self._parameter.has_default:
            return deepcopy(self._parameter.default)
        return MISSING

    def _refused(self, found: Found) -> JSON:
        """What to tell the violations of: the first reading that worked, else the plain text."""
        readings = (reading(found) for reading in self._readings)
        value = next((value for value in readings if value is not UNREAD), UNREAD)
        return self._decode(found[self.name][0]) if value is UNREAD else value


def _slot(parameter: Parameter, definitions: Definitions, source: str) -> _Slot:
    gate = Gate(parameter.schema, definitions, f"{source}: parameter {parameter.name!r}")
    if parameter.content_type is not None:
        return _Slot(parameter, gate, [_content_reading(parameter)])
    kinds = parameter.shape.types
    return _Slot(
        parameter, gate, [_reading(parameter, kind, split) for kind in kinds for split in splitters(parameter, kind)]
    )


def _reading(parameter: Parameter, kind: str, split: Splitter) -> Callable[[Found], JSON]:
    shape, scalar = parameter.shape, SCALARS.get(kind)
    if scalar is not None:
        return lambda found: scalar(split(found))

    def read(found: Found) -> JSON:
        tree = split(found)
        return UNREAD if tree is UNREAD else shaped(tree, shape)

    return read


def _content_reading(parameter: Parameter) -> Callable[[Found], JSON]:
    """A parameter with `content`: one text, JSON where its media type says so."""
    text = next(splitters(parameter, "string"))
    media, loc = (parameter.content_type or "").partition(";")[0].strip(), (parameter.location, parameter.name)
    if media != "application/json" and not media.endswith("+json"):
        return lambda found: read_scalar(text(found), parameter.shape.types)
    return lambda found: decode_json(text(found).encode(), max_depth=MAX_JSON_DEPTH, refuse_duplicates=True, loc=loc)


def _give_rest(slots: list[_Slot], names: frozenset[str]) -> None:
    for slot in slots:
        slot.leave(names)
