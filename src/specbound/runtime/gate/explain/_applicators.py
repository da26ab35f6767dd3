"""The keywords of JSON Schema that apply other schemas (draft 2020-12, core, section 10), unions excepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol, TypeAlias

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location, Violation
from specbound.runtime.gate.explain._assertions import counted


class Walk(Protocol):
    """The walk that a keyword is a step of.

    `silent` tells that a verdict is all that is wanted, `choices` remembers what was chosen for a union and a value,
    `open` holds the references that are being followed, each with its value.
    """

    silent: bool
    choices: dict[tuple[int, int], Any]
    open: set[tuple[int, int]]

    def node(self, schema: Schema, value: JSON, loc: Location) -> Iterator[Violation]:
        """The violations of a value by a schema."""
        ...

    def passes(self, schema: Schema, value: JSON) -> bool:
        """Whether the schema accepts the value, as far as that can be told at once."""
        ...

    def valid(self, schema: Schema, value: JSON) -> bool:
        """Whether the schema accepts the value; remembered."""
        ...

    def sample(self, schema: Schema, value: JSON, size: int) -> list[Violation]:
        """The first violations, placed from the value on."""
        ...

    def matches(self, patterns: dict[str, Any], name: str) -> list[str]:
        """The keys of `patternProperties` that the name matches."""
        ...

    def target(self, reference: str) -> Schema:
        """What a reference points to."""
        ...


Applicator: TypeAlias = Callable[[Walk, dict[str, Any], JSON, Location], Iterator[Violation]]
"""Takes the schema that holds the keyword, and the value."""


def unexpected(loc: Location) -> Violation:
    """A member that the schema does not provide for."""
    return Violation(loc, "This is not expected here.", "unexpected")


def required(loc: Location) -> Violation:
    """A member that is missing, at its own place."""
    return Violation(loc, "This is required.", "required")


def additional_members(walk: Walk, schema: dict[str, Any], value: dict[str, Any]) -> Iterator[str]:
    """The members that neither `properties` nor `patternProperties` of this schema name."""
    known, patterns = schema.get("properties", {}), schema.get("patternProperties")
    return (name for name in value if name not in known and not (patterns and walk.matches(patterns, name)))


def _ref(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    target = walk.target(schema["$ref"])
    key = (id(target), id(value))
    if key not in walk.open:  # a reference that leads back to itself adds no condition
        walk.open.add(key)
        try:
            yield from walk.node(target, value, loc)
        finally:
            walk.open.discard(key)


def _all_of(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    for each in schema["allOf"]:
        yield from walk.node(each, value, loc)


def _not(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if walk.valid(schema["not"], value):
        yield Violation(loc, "This has a form that is not allowed.", "not")


def _if(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    return walk.node(schema.get("then" if walk.valid(schema["if"], value) else "else", True), value, loc)


def _required(_: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        yield from (required((*loc, name)) for name in schema["required"] if name not in value)


def _dependent_required(_: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        for trigger, names in schema["dependentRequired"].items():
            if trigger in value:
                yield from (required((*loc, name)) for name in names if name not in value)


def _dependent_schemas(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        for trigger, each in schema["dependentSchemas"].items():
            if trigger in value:
                yield from walk.node(each, value, loc)


def _properties(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name, each in schema["properties"].items():
            if name in value and not walk.passes(each, value[name]):
                yield from walk.node(each, value[name], (*loc, name))


def _pattern_properties(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        patterns = schema["patternProperties"]
        for name, member in value.items():
            for pattern in walk.matches(patterns, name):
                yield from walk.node(patterns[pattern], member, (*loc, name))


def _additional_properties(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict) and schema["additionalProperties"] is not True:
        for name in additional_members(walk, schema, value):
            if not walk.passes(schema["additionalProperties"], value[name]):
                yield from _extra(walk, schema["additionalProperties"], value[name], (*loc, name))


def _extra(walk: Walk, schema: Schema, value: JSON, loc: Location) -> Iterator[Violation]:
    if schema is False:
        yield unexpected(loc)
    else:
        yield from walk.node(schema, value, loc)


def _property_names(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name in value:
            for violation in walk.node(schema["propertyNames"], name, (*loc, name)):
                yield Violation(violation.loc, f"The name is refused. {violation.msg}", "property_name")


def _prefix_items(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, list):
        for index, (each, item) in enumerate(zip(schema["prefixItems"], value, strict=False)):
            yield from walk.node(each, item, (*loc, index))


def _items(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, list):
        start = len(schema.get("prefixItems", ()))
        for index in range(start, len(value)):
            if not walk.passes(schema["items"], value[index]):
                yield from _extra(walk, schema["items"], value[index], (*loc, index))


def _contains(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if not isinstance(value, list):
        return
    count = sum(walk.valid(schema["contains"], item) for item in value)
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    if count < least:
        yield Violation(loc, f"At least {counted(least, 'item')} of the form asked for must be here.", "contains")
    elif most is not None and count > most:
        yield Violation(loc, f"At most {counted(most, 'item')} of this form may be here.", "contains")


APPLICATORS: Final[dict[str, Applicator]] = {
    "$ref": _ref,
    "allOf": _all_of,
    "not": _not,
    "if": _if,
    "required": _required,
    "dependentRequired": _dependent_required,
    "dependentSchemas": _dependent_schemas,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "propertyNames": _property_names,
    "prefixItems": _prefix_items,
    "items": _items,
    "contains": _contains,
}
"""By keyword."""
