"""A schema with what is in force beside it, references and `allOf`, in one object: a guide for values, no judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias

from specbound.contract import Schema

Target: TypeAlias = Callable[[str], Schema]
"""What a reference stands for."""

_HIGHER: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
_LOWER: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_PARTS: Final = frozenset({"$ref", "allOf", "anyOf", "oneOf", "discriminator"})
_OF_ONE_PART: Final = frozenset({"examples", "default"})


class Impossible(Exception):
    """No value fits, or none was found."""


class Flat(NamedTuple):
    """The keywords in force, the unions of which one branch each must fit, the references that led here."""

    schema: dict[str, Any]
    unions: list[list[Schema]]
    references: frozenset[str]


def flatten(schema: Schema, target: Target, around: frozenset[str] = frozenset()) -> Flat:
    """One object for a schema. Raises Impossible where it accepts nothing."""
    if isinstance(schema, bool):
        if not schema:
            raise Impossible
        return Flat({}, [], around)
    own = {key: value for key, value in schema.items() if key not in _PARTS}
    flat = Flat(own, _unions(schema), around)
    parts: list[tuple[Schema, frozenset[str]]] = [(each, around) for each in schema.get("allOf", ())]
    reference = schema.get("$ref")
    if reference is not None and reference not in around:
        parts.append((target(reference), around | {reference}))
    alone = len(parts) == 1 and "properties" not in own and not flat.unions
    for part, inside in parts:
        inner = flatten(part, target, inside)
        flat = merged(flat, inner if alone else _without_values(inner))
    return flat


def merged(one: Flat, other: Flat) -> Flat:
    """What is in force where both are. Raises Impossible where they leave no type and no value."""
    schema = dict(one.schema)
    for key, value in other.schema.items():
        schema[key] = _both(key, schema[key], value) if key in schema else value
    return Flat(schema, [*one.unions, *other.unions], one.references | other.references)


def _without_values(flat: Flat) -> Flat:
    """An example of one part of many is seldom one of the whole."""
    return flat._replace(schema={key: value for key, value in flat.schema.items() if key not in _OF_ONE_PART})


def _both(key: str, one: Any, other: Any) -> Any:  # noqa: PLR0911 - one for each kind of keyword
    if key in _HIGHER:
        return max(one, other)
    if key in _LOWER:
        return min(one, other)
    match key:
        case "properties" | "patternProperties":
            return {
                **one,
                **{name: _together(one[name], value) if name in one else value for name, value in other.items()},
            }
        case "required":
            return list(dict.fromkeys([*one, *other]))
        case "items" | "additionalProperties":
            return _together(one, other)
        case "enum":
            return _some([value for value in one if value in other])
        case "type":
            return _some(_shared_types(one, other))
        case _:
            return one


def _together(one: Schema, other: Schema) -> Schema:
    if one is False or other is False:
        return False
    return one if other in (True, one) else other if one is True else {"allOf": [one, other]}


def _some(values: list[Any]) -> list[Any]:
    if not values:
        raise Impossible
    return values


def _shared_types(one: Any, other: Any) -> list[str]:
    first, second = (each if isinstance(each, list) else [each] for each in (one, other))
    found = [name for name in first if name in second or (name == "integer" and "number" in second)]
    return found + [name for name in second if name == "integer" and "number" in first and name not in found]


def _unions(schema: dict[str, Any]) -> list[list[Schema]]:
    found = [schema[key] for key in ("oneOf", "anyOf") if key in schema]
    tag = schema.get("discriminator", {})
    values = {reference: value for value, reference in reversed(tag.get("mapping", {}).items())}
    return [[_tagged(branch, tag.get("propertyName"), values) for branch in branches] for branches in found]


def _tagged(branch: Schema, name: str | None, values: dict[str, str]) -> Schema:
    """The branch with the value of the discriminator that names it (OpenAPI 3.1, 4.8.25)."""
    if not isinstance(branch, dict) or branch.get("$ref") not in values:
        return branch
    return {"allOf": [branch, {"properties": {name: {"const": values[branch["$ref"]]}}}]}
