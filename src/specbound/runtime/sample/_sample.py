"""Values made from schemas: the same ones every time, and none that its schema does not accept.

A value is put together with one choice at each of its places: an example, a branch of a union, all properties or only
the required ones. The gate judges the whole. Where it refuses, the places that it blames take their next choice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeAlias
from urllib.parse import unquote

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location
from specbound.runtime.gate import Definitions, Gate
from specbound.runtime.sample._flat import Flat, Impossible, flatten, merged
from specbound.runtime.sample._texts import texts

Choice: TypeAlias = Callable[[], JSON]

_MAX_TRIES: Final = 100
_MAX_CHOICES: Final = 24
_MAX_DEPTH: Final = 24
_MAX_VALUES: Final = 1_000
"""When a value has so many parts, what is optional is left out."""

_MAX_CALLS: Final = 5_000
"""How many parts are tried; a schema without end could branch for ever."""

_LEFT_OUT: Final = object()
_TELLING: Final = {
    "object": {"properties", "required", "additionalProperties", "patternProperties", "minProperties"},
    "array": {"items", "prefixItems", "minItems", "contains"},
    "string": {"pattern", "format", "minLength", "maxLength", "contentMediaType", "contentEncoding"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}
"""Keywords that speak of one type only, where a schema has no `type`."""


class Sampler:
    """Makes values for the schemas of one contract."""

    def __init__(self, schemas: Mapping[str, Schema], definitions: Definitions) -> None:
        self._schemas = schemas
        self._definitions = definitions

    def sample(self, schema: Schema) -> JSON:
        """A value that the schema accepts. Raises Impossible where none is found."""
        gate = Gate(schema, self._definitions)
        turns: dict[Location, int] = {}
        for _ in range(_MAX_TRIES):
            attempt = _Attempt(self._schemas, turns)
            value = attempt.value(schema, (), frozenset())
            if gate.is_valid(value):
                return value
            if not attempt.learn([violation.loc for violation in gate.violations(value, ())]):
                break
        raise Impossible


class _Attempt:
    """One value with the choices that `turns` counts by place; 0 is the first."""

    def __init__(self, schemas: Mapping[str, Schema], turns: dict[Location, int]) -> None:
        self._schemas = schemas
        self._turns = turns
        self._choices: dict[Location, int] = {}
        self._calls = 0

    def learn(self, blamed: Sequence[Location]) -> bool:
        """Have the places that are to blame take their next choice; whether there is one left."""
        places = {place for loc in blamed if (place := self._decider(loc)) is not None}
        for place in places:
            self._turns[place] = self._turns.get(place, 0) + 1
            for inner in [each for each in self._turns if each != place and each[: len(place)] == place]:
                del self._turns[inner]
        return bool(places)

    def _decider(self, loc: Location) -> Location | None:
        """The innermost place on the way to a part of the value that has another choice."""
        prefixes = (loc[:length] for length in range(len(loc), -1, -1))
        return next((each for each in prefixes if self._turns.get(each, 0) + 1 < self._choices.get(each, 0)), None)

    def value(
        self, schema: Schema, loc: Location, around: frozenset[str], *, optional: bool = False, shift: int = 0
    ) -> JSON:
        """The value at a place. `around` are the references that are being followed. Raises Impossible."""
        try:
            choices = self._choices_at(schema, loc, around, optional=optional)
        except Impossible:
            if optional:
                return _LEFT_OUT
            raise
        if optional:
            choices.append(lambda: _LEFT_OUT)
        self._choices[loc] = len(choices)
        return self._chosen(choices, loc, shift)

    def _choices_at(self, schema: Schema, loc: Location, around: frozenset[str], *, optional: bool) -> list[Choice]:
        """What may stand at a place, nothing where it is optional and would lead on without end. Raises Impossible."""
        self._calls += 1
        flat = flatten(schema, self._target)
        if optional and (flat.references & around or len(self._choices) > _MAX_VALUES):
            return []
        if len(loc) > _MAX_DEPTH or self._calls > _MAX_CALLS:
            raise Impossible
        return list(islice(self._all(flat, loc, around), _MAX_CHOICES))

    def _chosen(self, choices: list[Choice], loc: Location, shift: int) -> JSON:
        """The choice whose turn it is; one that turns out to be impossible gives its turn to the next."""
        first = min(self._turns.get(loc, 0), max(0, len(choices) - 1))
        for turn in range(first, len(choices)):
            try:
                value = choices[(turn + shift) % len(choices)]()
            except Impossible:
                self._turns[loc] = turn + 1
            else:
                return value
        raise Impossible

    def _target(self, reference: str) -> Schema:
        name = unquote(reference.removeprefix("#/$defs/")).replace("~1", "/").replace("~0", "~")
        return self._schemas.get(name, self._schemas.get(reference.removeprefix("#/$defs/"), True))

    def _all(self, flat: Flat, loc: Location, around: frozenset[str]) -> Iterator[Choice]:
        """What may stand at a place, the most telling first."""
        schema = flat.schema
        if "const" in schema:
            yield lambda: schema["const"]
            return
        given = [*schema.get("examples", ()), *([schema["default"]] if schema.get("default") else ())]
        yield from (_just(value) for value in given)
        if "enum" in schema:
            yield from (_just(value) for value in schema["enum"])
        elif flat.unions:
            yield from self._branches(flat, loc, around)
        else:
            yield from self._typed(flat, loc, around | flat.references)

    def _branches(self, flat: Flat, loc: Location, around: frozenset[str]) -> Iterator[Choice]:
        """The choices of each branch of the first union. Inside itself, branches that refer to nothing come first."""
        first, *others = flat.unions
        bare = {key: value for key, value in flat.schema.items() if key not in ("examples", "default")}
        rest = Flat(bare, others, flat.references)
        branches: list[Flat] = []
        for each in first:
            try:
                branches.append(merged(rest, flatten(each, self._target)))
            except Impossible:
                continue  # another branch will do
        recurs = bool(flat.references & around)
        for branch in sorted(branches, key=lambda branch: recurs and _refers(branch.schema)):
            yield from self._all(branch, loc, around)

    def _typed(self, flat: Flat, loc: Location, around: frozenset[str]) -> Iterator[Choice]:
        for name in _types(flat.schema):
            match name:
                case "object":
                    yield lambda: self._object(flat.schema, loc, around, whole=True)
                    yield lambda: self._object(flat.schema, loc, around, whole=False)
                case "array":
                    yield lambda: self._array(flat.schema, loc, around, whole=True)
                    yield lambda: self._array(flat.schema, loc, around, whole=False)
                case _:
                    yield from (_just(value) for value in _scalars(name, flat.schema))

    def _object(self, schema: dict[str, Any], loc: Location, around: frozenset[str], *, whole: bool) -> JSON:
        required = schema.get("required", [])
        found: dict[str, JSON] = {}
        for name, inner in _properties(schema, whole=whole).items():
            value = self.value(inner, (*loc, name), around, optional=name not in required)
            if value is not _LEFT_OUT:
                found[name] = value
        return found

    def _array(self, schema: dict[str, Any], loc: Location, around: frozenset[str], *, whole: bool) -> JSON:
        low, high = schema.get("minItems", 0), schema.get("maxItems", math.inf)
        items: list[Schema] = list(schema.get("prefixItems", ()))
        if "contains" in schema:
            items += [schema["contains"]] * schema.get("minContains", 1)
        wanted = max(low, 1) if whole else low
        items += [schema.get("items", True)] * (min(wanted, _MAX_VALUES) - len(items))
        if items[low:] and schema.get("items") is False:
            items = items[: max(low, len(schema.get("prefixItems", ())))]
        unique = schema.get("uniqueItems", False)
        values = [
            self.value(each, (*loc, index), around, optional=index >= low, shift=index if unique else 0)
            for index, each in enumerate(items[: min(len(items), high)])
        ]
        return [value for value in values if value is not _LEFT_OUT]


def _refers(node: Any) -> bool:
    """Whether a schema has a reference in it."""
    if isinstance(node, dict):
        return "$ref" in node or any(map(_refers, node.values()))
    return isinstance(node, list) and any(map(_refers, node))


def _just(value: JSON) -> Choice:
    return lambda: value


def _properties(schema: dict[str, Any], *, whole: bool) -> dict[str, Schema]:
    """The properties to make, in the order of the schema: all of them, or those that are required."""
    declared: dict[str, Schema] = schema.get("properties", {})
    patterns: dict[str, Schema] = schema.get("patternProperties", {})
    other: Schema = schema.get("additionalProperties", True)
    required = schema.get("required", [])
    found: dict[str, Schema] = {
        name: inner for name, inner in declared.items() if inner is not False and (whole or name in required)
    }
    found |= {name: other for name in required if name not in declared}
    wanted = schema.get("minProperties", 0)
    if whole and not declared and isinstance(other, dict):
        wanted = max(wanted, 1)
    names = [f"property{number}" for number in range(1, min(wanted, _MAX_VALUES) + 1)]
    if patterns and other is False:
        key, other = next(iter(patterns.items()))
        names = [text for text in texts({"pattern": key}) if text != "string"]
    for name in names[: max(0, wanted - len(found))]:
        found[name] = other
    return found


def _types(schema: dict[str, Any]) -> list[str]:
    """The types of a schema, null last; where it names none, the one that its keywords speak of."""
    if "type" not in schema:
        return [next((name for name, keywords in _TELLING.items() if keywords & schema.keys()), "object")]
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return sorted(names, key=lambda name: name == "null")


def _scalars(name: str, schema: dict[str, Any]) -> Iterator[JSON]:
    match name:
        case "string":
            yield from texts(schema)
        case "boolean":
            yield from (True, False)
        case "null":
            yield None
        case _:
            yield from _numbers(schema, whole=name == "integer")


def _numbers(schema: dict[str, Any], *, whole: bool) -> Iterator[int | float]:
    """Numbers that may fit, small ones first."""
    step = schema.get("multipleOf", 1)
    low = max(schema.get("minimum", -math.inf), schema.get("exclusiveMinimum", -math.inf))
    high = min(schema.get("maximum", math.inf), schema.get("exclusiveMaximum", math.inf))
    found: list[int | float] = [1, 0, step, -1]
    if low > -math.inf:
        found += [low, math.ceil(low / step) * step, (math.floor(low / step) + 1) * step]
    if high < math.inf:
        found += [high, math.floor(high / step) * step, (math.ceil(high / step) - 1) * step]
    if -math.inf < low < high < math.inf:
        found.append(low + (high - low) / 2)
    inside = [number for number in found if low <= number <= high and not (whole and number != int(number))]
    yield from dict.fromkeys(int(number) if whole else number for number in inside)
    yield from (number for number in range(2, 8) if low <= number <= high)
