"""One parameter: where its texts are, how they are read, and what judges the value."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, TypeAlias

from pydantic.experimental.missing_sentinel import MISSING

from specbound.contract import JSON, Parameter
from specbound.runtime._errors import BadRequest, Location, Violation
from specbound.runtime._gate import Definitions, Gate
from specbound.runtime._json import decode_json
from specbound.runtime._quick import never, quick_reader
from specbound.runtime._styles import Found, Splitter, decoder, is_deep, is_spread, splitters
from specbound.runtime._text import SCALARS, UNREAD, Malformed, read_scalar, shaped

MAX_JSON_DEPTH: Final = 32

Reading: TypeAlias = Callable[[Found], JSON]
"""One way to read the texts as a value; UNREAD where they do not stand for one of that type."""


class Slot:
    """A parameter, compiled.

    `names` are the names that are its own among the query parameters or cookies, `prefix` is how the names of a
    deepObject begin, `spread` tells of an object whose members have names of their own, `takes_rest` of one that takes
    every name that is nobody else's. `quick` is the quick reader with the schema's verdict.
    """

    def __init__(self, parameter: Parameter, definitions: Definitions, source: str) -> None:
        gate = Gate(parameter.schema, definitions, f"{source}: parameter {parameter.name!r}")
        self.name = parameter.name
        self.field = parameter.field
        self.location = parameter.location
        self.spread = is_spread(parameter)
        self.loc: Location = (parameter.location,) if self.spread else (parameter.location, parameter.name)
        self.prefix = f"{parameter.name}[" if is_deep(parameter) else ""
        self.takes_rest = self.spread and parameter.shape.additional is not None
        self.names = frozenset(parameter.shape.properties) if self.spread else frozenset((parameter.name,))
        self.quick = (quick_reader(parameter) or never, gate.is_valid)
        self._parameter = parameter
        self._gate = gate
        self._readings = _readings(parameter)
        self._others: frozenset[str] = frozenset()
        self._decode = decoder(parameter)

    def leave(self, names: frozenset[str]) -> None:
        """Leave to other parameters what is theirs."""
        self._others = names - self.names

    def absent(self, violations: list[Violation]) -> Any:
        """What stands for a parameter that the request does not give."""
        parameter = self._parameter
        if parameter.required:
            violations.append(Violation((self.location, self.name), "This is required.", "required"))
        elif parameter.has_default:
            return deepcopy(parameter.default) if isinstance(parameter.default, (dict, list)) else parameter.default
        return MISSING

    def read(self, found: Found, violations: list[Violation]) -> Any:
        """The value, MISSING where the request gives none or a wrong one."""
        found = self._own(found)
        if not found:
            return self.absent(violations)
        try:
            return self._judged(found, violations)
        except Malformed as error:
            repeated = len(found.get(self.name, ())) > 1
            violations.append(Violation(self.loc, str(error), "repeated" if repeated else "malformed"))
        except BadRequest as error:
            violations.extend(error.violations)
        return MISSING

    def _judged(self, found: Found, violations: list[Violation]) -> Any:
        """The first reading that the schema accepts; where it accepts none, what it says of the first."""
        refused: Any = UNREAD
        for reading in self._readings:
            value = reading(found)
            if value is not UNREAD:
                if self._gate.is_valid(value):
                    return value
                refused = value if refused is UNREAD else refused
        if refused is UNREAD:
            refused = self._decode(found[self.name][0])
        violations.extend(self._gate.violations(refused, self.loc))
        return MISSING

    def _own(self, found: Found) -> Found:
        if self.takes_rest:
            return {name: texts for name, texts in found.items() if name not in self._others}
        if self.spread:
            return {name: texts for name, texts in found.items() if name in self.names}
        if self.prefix:
            return {name: texts for name, texts in found.items() if name.startswith(self.prefix)}
        return {self.name: found[self.name]} if self.name in found else {}


def _readings(parameter: Parameter) -> list[Reading]:
    if parameter.content_type is not None:
        return [_content_reading(parameter, parameter.content_type)]
    return [_reading(parameter, kind, split) for kind in parameter.shape.types for split in splitters(parameter, kind)]


def _reading(parameter: Parameter, kind: str, split: Splitter) -> Reading:
    scalar = SCALARS.get(kind)
    if scalar is not None:
        return lambda found: scalar(split(found))

    def read(found: Found) -> JSON:
        tree = split(found)
        return UNREAD if tree is UNREAD else shaped(tree, parameter.shape)

    return read


def _content_reading(parameter: Parameter, content_type: str) -> Reading:
    """A parameter with `content`: one text, JSON where its media type says so."""
    text, loc = next(splitters(parameter, "string")), (parameter.location, parameter.name)
    media = content_type.partition(";")[0].strip().lower()
    if media != "application/json" and not media.endswith("+json"):
        return lambda found: read_scalar(text(found), parameter.shape.types)
    return lambda found: decode_json(text(found).encode(), max_depth=MAX_JSON_DEPTH, refuse_duplicates=True, loc=loc)
