"""What the text of a parameter or form field may stand for, read off its schema."""

from __future__ import annotations

from typing import Any

from specbound.contract import Schema, Shape
from specbound.contract.build._schemas import Schemas

_ORDER = ("null", "boolean", "integer", "number", "array", "object", "string")
"""Of several types the narrower is tried first: every text is a string."""

_UNTYPED = ("string", "boolean", "number", "null", "array", "object")
_MAX_DEPTH = 8

_TELLING = {
    "string": {"pattern", "format", "minLength", "maxLength", "contentMediaType", "contentEncoding"},
    "array": {"items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"},
    "object": {"properties", "additionalProperties", "required", "minProperties", "maxProperties", "patternProperties"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}
"""Keywords that speak of one type only, where a schema has no `type`."""

_TEXT_MEDIA = ("text/", "application/json")


class Shapes:
    """Shapes of the schemas of one document."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def of(self, schema: Schema) -> Shape:
        """The shape of a schema that has been read."""
        return self._shape([schema], 0)

    def _shape(self, schemas: list[Schema], depth: int) -> Shape:
        """The shape of a value that satisfies one of the alternatives."""
        branches = [branch for each in schemas for branch in self._branches(each, 0)]
        parts = [part for branch in branches for part in branch]
        types = {name for branch in branches for name in _types(branch)}
        names = tuple(name for name in _order(parts) if name in types and not (name == "integer" and "number" in types))
        if depth >= _MAX_DEPTH:
            return Shape(names)
        return Shape(
            names,
            items=self._items(parts, depth) if "array" in types else None,
            properties=self._properties(parts, depth) if "object" in types else {},
            additional=self._additional(parts, depth) if "object" in types else None,
            binary="string" in types and any(_is_binary(part) for part in parts),
        )

    def _branches(self, schema: Schema, depth: int) -> list[list[dict[str, Any]]]:
        """The alternatives of a schema, each the list of the schemas that are in force together."""
        if isinstance(schema, bool) or depth > 2 * _MAX_DEPTH:
            return [[{}]] if schema is not False else []
        branches: list[list[dict[str, Any]]] = [[schema]]
        for each in self._conjuncts(schema):
            branches = [one + other for one in branches for other in self._branches(each, depth + 1)][:64]
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                inner = [branch for each in schema[keyword] for branch in self._branches(each, depth + 1)]
                branches = [one + other for one in branches for other in inner][:64]
        return [branch for branch in branches if _types(branch)]

    def _conjuncts(self, schema: dict[str, Any]) -> list[Schema]:
        found: list[Schema] = list(schema.get("allOf", ()))
        if "$ref" in schema:
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


def _order(parts: list[dict[str, Any]]) -> tuple[str, ...]:
    """Narrow types first; where nothing is said of types, what other keywords speak of, then string."""
    if any(_declared(part) is not None for part in parts):
        return _ORDER
    told = tuple(name for name, keywords in _TELLING.items() if any(keywords & part.keys() for part in parts))
    return (*told, *(name for name in _UNTYPED if name not in told))


def _types(branch: list[dict[str, Any]]) -> set[str]:
    """The JSON types that all schemas of a branch allow together; "number" includes "integer"."""
    allowed = set(_ORDER)
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
