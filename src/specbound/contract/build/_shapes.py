"""What the text of a parameter or form field may stand for, read off its schema."""

from __future__ import annotations

from typing import Any, TypeAlias

from specbound.contract import Schema, Shape
from specbound.contract.build._schemas import Schemas

_ORDER = ("null", "boolean", "integer", "number", "array", "object", "string")
"""Of several types the narrower is tried first: every text is a string."""

_UNTYPED = ("string", "boolean", "number", "null", "array", "object")
_MAX_DEPTH = 3
"""How deep a shape goes: as deep as the styles of parameters and forms can write a value."""

_MAX_BRANCHES = 64

_TELLING = {
    "string": {"pattern", "format", "minLength", "maxLength", "contentMediaType", "contentEncoding"},
    "array": {"items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"},
    "object": {"properties", "additionalProperties", "required", "minProperties", "maxProperties", "patternProperties"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}
"""Keywords that speak of one type only, where a schema has no `type`."""

_TEXT_MEDIA = ("text/", "application/json")


_Branch: TypeAlias = list[dict[str, Any]]
"""Schemas that are in force together."""


class Shapes:
    """Shapes of the schemas of one document."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def of(self, schema: Schema) -> Shape:
        """The shape of a schema that has been read."""
        return self._shape([schema], 0)

    def outline(self, schema: Schema | None) -> Shape:
        """Its shape without members: no types where there is no schema."""
        return Shape(()) if schema is None else self._shape([schema], _MAX_DEPTH)

    def _shape(self, schemas: list[Schema], depth: int) -> Shape:
        """The shape of a value that satisfies one of the alternatives."""
        branches = [branch for each in schemas for branch in self._branches(each, frozenset())]
        parts = [part for branch in branches for part in branch]
        types = _names(branches)
        binary = "string" in types and any(_is_binary(part) for part in parts)
        if depth >= _MAX_DEPTH:
            return Shape(types, binary=binary)
        return Shape(
            types,
            items=self._items(parts, depth) if "array" in types else None,
            properties=self._properties(parts, depth) if "object" in types else {},
            additional=self._additional(parts, depth) if "object" in types else None,
            binary=binary,
        )

    def _branches(self, schema: Schema, around: frozenset[str]) -> list[_Branch]:
        """The alternatives of a schema. References that are being followed already, `around`, add nothing to it."""
        if isinstance(schema, bool):
            return [[{}]] if schema else []
        branches: list[_Branch] = [[schema]]
        inner = around | {schema["$ref"]} if "$ref" in schema else around
        for each in self._conjuncts(schema, around):
            branches = _product(branches, self._branches(each, inner))
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                branches = _product(branches, [each for one in schema[keyword] for each in self._branches(one, inner)])
        return [branch for branch in branches if _types(branch)]

    def _conjuncts(self, schema: dict[str, Any], around: frozenset[str]) -> list[Schema]:
        found: list[Schema] = list(schema.get("allOf", ()))
        if "$ref" in schema and schema["$ref"] not in around:
            found.append(self._schemas.referred(schema["$ref"]))
        return found

    def _items(self, parts: list[dict[str, Any]], depth: int) -> Shape:
        found = [part["items"] for part in parts if "items" in part]
        found += [each for part in parts for each in part.get("prefixItems", ())]
        return self._shape(found or [True], depth + 1)

    def _properties(self, parts: list[dict[str, Any]], depth: int) -> dict[str, Shape]:
        found: dict[str, list[Schema]] = {}
        for part in parts:
            for name, schema in part.get("properties", {}).items():
                found.setdefault(name, []).append(schema)
        return {name: self._shape(schemas, depth + 1) for name, schemas in found.items()}

    def _additional(self, parts: list[dict[str, Any]], depth: int) -> Shape | None:
        found = [part["additionalProperties"] for part in parts if isinstance(part.get("additionalProperties"), dict)]
        return self._shape(found, depth + 1) if found else None


def _product(one: list[_Branch], other: list[_Branch]) -> list[_Branch]:
    """Every pair of alternatives in force together, up to a bound."""
    return [left + right for left in one for right in other][:_MAX_BRANCHES]


def _names(branches: list[_Branch]) -> tuple[str, ...]:
    """The types of the alternatives in the order in which a reader tries them; "number" reads integers too."""
    order = _order([part for branch in branches for part in branch])
    types = {name for branch in branches for name in _types(branch)}
    return tuple(name for name in order if name in types and not (name == "integer" and "number" in types))


def _order(parts: list[dict[str, Any]]) -> tuple[str, ...]:
    """Narrow types first; where nothing is said of types, what other keywords speak of, then string."""
    if any(_declared(part) is not None for part in parts):
        return _ORDER
    told = tuple(name for name, keywords in _TELLING.items() if any(keywords & part.keys() for part in parts))
    return (*told, *(name for name in _UNTYPED if name not in told))


def _types(branch: _Branch) -> set[str]:
    """The JSON types that all schemas of a branch allow together; "number" includes "integer"."""
    allowed: set[str] = set(_ORDER)
    for part in branch:
        allowed &= _declared(part) or allowed
    return allowed


def _declared(part: dict[str, Any]) -> set[str] | None:
    """The types that `type`, `enum` and `const` leave, None where none of them is given."""
    found: list[set[str]] = []
    if "type" in part:
        found.append(set(part["type"]) if isinstance(part["type"], list) else {part["type"]})
    values = part.get("enum", [part["const"]] if "const" in part else None)
    if values is not None:
        found.append({_type_of(value) for value in values})
    return set.intersection(*map(_widened, found)) if found else None


def _widened(types: set[str]) -> set[str]:
    return types | {"integer"} if "number" in types else types


def _type_of(value: Any) -> str:
    names = {type(None): "null", bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return names.get(type(value), "object")


def _is_binary(part: dict[str, Any]) -> bool:
    """Raw bytes: `format: binary` of OpenAPI 3.0, or a media type without an encoding (OpenAPI 3.1, 4.8.14.4)."""
    media = part.get("contentMediaType", "")
    return part.get("format") == "binary" or bool(
        media and "contentEncoding" not in part and not media.startswith(_TEXT_MEDIA)
    )
