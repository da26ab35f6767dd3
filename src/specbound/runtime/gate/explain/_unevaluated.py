"""`unevaluatedProperties` and `unevaluatedItems` (JSON Schema draft 2020-12, core, section 11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from specbound.contract import JSON, Schema
from specbound.runtime._errors import Location, Violation
from specbound.runtime.gate.explain._applicators import Applicator, Walk, additional_members, unexpected


def _unevaluated_properties(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, dict):
        seen = _members(walk, {**schema, "unevaluatedProperties": None}, value)
        for name in value:
            if name not in seen and not walk.valid(schema["unevaluatedProperties"], value[name]):
                yield unexpected((*loc, name))


def _unevaluated_items(walk: Walk, schema: dict[str, Any], value: JSON, loc: Location) -> Iterator[Violation]:
    if isinstance(value, list):
        seen = _indexes(walk, {**schema, "unevaluatedItems": None}, value)
        for index, item in enumerate(value):
            if index not in seen and not walk.valid(schema["unevaluatedItems"], item):
                yield unexpected((*loc, index))


def _members(walk: Walk, schema: Schema, value: dict[str, Any]) -> set[str]:
    """The members that this schema, and those it applies to the same object with success, have looked at."""
    if isinstance(schema, bool):
        return set()
    seen = {name for name in schema.get("properties", {}) if name in value}
    if "patternProperties" in schema:
        seen.update(name for name in value if walk.matches(schema["patternProperties"], name))
    if "additionalProperties" in schema:
        seen.update(additional_members(walk, schema, value))
    if schema.get("unevaluatedProperties") is not None:
        seen.update(value)
    return seen.union(*(_members(walk, each, value) for each in _in_place(walk, schema, value)))


def _indexes(walk: Walk, schema: Schema, value: list[Any]) -> set[int]:
    """The same for the items of an array."""
    if isinstance(schema, bool):
        return set()
    if "items" in schema or schema.get("unevaluatedItems") is not None:
        return set(range(len(value)))
    seen = set(range(min(len(schema.get("prefixItems", ())), len(value))))
    if "contains" in schema:
        seen.update(index for index, item in enumerate(value) if walk.valid(schema["contains"], item))
    return seen.union(*(_indexes(walk, each, value) for each in _in_place(walk, schema, value)))


def _in_place(walk: Walk, schema: dict[str, Any], value: JSON) -> Iterator[Schema]:
    """The schemas that are applied to the same value, and accept it."""
    for each in _candidates(walk, schema, value):
        if walk.valid(each, value):
            yield each


def _candidates(walk: Walk, schema: dict[str, Any], value: JSON) -> Iterator[Schema]:
    if "$ref" in schema:
        yield walk.target(schema["$ref"])
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(keyword, ())
    if "if" in schema:
        yield schema["if"]
        yield schema.get("then" if walk.valid(schema["if"], value) else "else", True)
    if isinstance(value, dict):
        yield from (each for name, each in schema.get("dependentSchemas", {}).items() if name in value)


UNEVALUATED: Final[dict[str, Applicator]] = {
    "unevaluatedProperties": _unevaluated_properties,
    "unevaluatedItems": _unevaluated_items,
}
"""By keyword."""
