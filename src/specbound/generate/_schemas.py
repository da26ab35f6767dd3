"""Reading schemas (JSON Schema 2020-12) as types: what no type can say is left to the validator."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import Any

from specbound.contract import Schema
from specbound.generate._docstrings import docstring
from specbound.generate._intersection import Intersections
from specbound.generate._types import (
    ANYTHING,
    ARRAY,
    NOTHING,
    NULL,
    OBJECT,
    Array,
    Fixed,
    Literals,
    Mapping,
    Primitive,
    Property,
    Record,
    Reference,
    Tagged,
    Type,
    kind,
    parts,
    union,
)

_KINDS = ("object", "array", "string", "number", "boolean", "null")
_PREFIX = "#/$defs/"


class SchemaReader:
    """Reads the schemas of a contract. Each named schema is read once."""

    def __init__(self, schemas: MappingABC[str, Schema]) -> None:
        self._schemas = schemas
        self._read: dict[str, Type] = {}
        self.intersections = Intersections(self.definition)

    def definition(self, key: str) -> Type:
        """The type of a named schema. A schema that is still being read is Anything: only a cycle asks for it."""
        if key not in self._read:
            self._read[key] = ANYTHING
            self._read[key] = self.read(self._schemas[key])
        return self._read[key]

    def read(self, schema: Any) -> Type:
        """The type of a schema, NOTHING where no value can fit it."""
        if not isinstance(schema, dict):
            return NOTHING if schema is False else ANYTHING
        result: Type = ANYTHING
        for part in self._conjuncts(schema):
            result = self.intersections.of(result, part)
        return result

    def _conjuncts(self, schema: dict[str, Any]) -> list[Type]:
        """What a value must fit, all of it: inherited properties come first, a choice last."""
        found = [self._reference(schema["$ref"])] if "$ref" in schema else []
        found += [self.read(part) for part in _list(schema, "allOf")]
        found.append(self._own(schema))
        found += [self._choice(schema, _list(schema, name)) for name in ("anyOf", "oneOf") if _list(schema, name)]
        return found

    def _reference(self, target: Any) -> Type:
        key = reference_key(target)
        return Reference(key) if key in self._schemas else ANYTHING

    def _choice(self, schema: dict[str, Any], branches: list[Any]) -> Type:
        members = tuple(self._branch(branch) for branch in branches)
        discriminator = schema.get("discriminator")
        if isinstance(discriminator, dict) and isinstance(discriminator.get("propertyName"), str):
            choices = _choices(discriminator, members)
            if len(choices) > 1:
                return Tagged(members, discriminator["propertyName"], choices)
        return union(members)

    def _branch(self, branch: Any) -> Type:
        """A branch that only asks for the presence of properties tells nothing of types."""
        return union(OBJECT if isinstance(part, Record) and part.bare else part for part in parts(self.read(branch)))

    def _own(self, schema: dict[str, Any]) -> Type:
        kinds = _kinds(schema)
        if "const" in schema:
            return _values([schema["const"]], kinds)
        if isinstance(schema.get("enum"), list):
            return _values(schema["enum"], kinds)
        return union(self._kind(kind, schema) for kind in kinds)

    def _kind(self, kind: str, schema: dict[str, Any]) -> Type:
        if kind == "object":
            return self._object(schema)
        return self._array(schema) if kind == "array" else Primitive(kind)

    def _object(self, schema: dict[str, Any]) -> Type:
        patterns = [self.read(value) for value in _dict(schema, "patternProperties").values()]
        rest = schema.get("additionalProperties", True)
        properties = self._properties(schema)
        required = frozenset(name for name in _list(schema, "required") if isinstance(name, str))
        if properties or (required and not patterns and isinstance(rest, bool)):
            description = _text(schema)
            return Record(properties, required, closed=rest is False and not patterns, description=description)
        return Mapping(union([*patterns, self.read(rest)]) if patterns or rest is not False else ANYTHING)

    def _properties(self, schema: dict[str, Any]) -> dict[str, Property]:
        types = {name: (self.read(value), value) for name, value in _dict(schema, "properties").items()}
        return {name: Property(type_, _text(value)) for name, (type_, value) in types.items() if type_ != NOTHING}

    def _array(self, schema: dict[str, Any]) -> Type:
        places = _list(schema, "prefixItems")
        if not places:
            item = self.read(schema.get("items", True))
            return ARRAY if item == NOTHING else Array(item)
        ends = schema.get("items", True) is False or schema.get("maxItems") == len(places)
        if ends and schema.get("minItems", 0) == len(places):
            return Fixed(tuple(self.read(place) for place in places))
        return ARRAY


def reference_key(target: Any) -> str:
    """The key of the schema that a reference of the contract names."""
    if not isinstance(target, str) or not target.startswith(_PREFIX):
        return ""
    return target.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")


def _kinds(schema: dict[str, Any]) -> tuple[str, ...]:
    """The kinds of values that the schema names, all where it names none."""
    declared = schema.get("type")
    if isinstance(declared, str):
        return (declared,)
    return tuple(str(kind) for kind in declared) if isinstance(declared, list) else _KINDS


def _values(values: list[Any], kinds: tuple[str, ...]) -> Type:
    """The type of an enumeration."""
    found = [_value(value) for value in values]
    fitting = [type_ for type_ in found if kind(type_) in kinds or (kind(type_) == "integer" and "number" in kinds)]
    return union(fitting)


def _value(value: Any) -> Type:  # noqa: PLR0911 - one for each kind
    match value:
        case None:
            return NULL
        case bool():
            return Literals("boolean", (value,))
        case int():
            return Literals("integer", (value,))
        case float():
            return Primitive("integer" if value.is_integer() else "number")
        case str():
            return Literals("string", (value,))
        case list():
            return ARRAY
        case _:
            return OBJECT


def _choices(discriminator: dict[str, Any], members: tuple[Type, ...]) -> tuple[tuple[str, Reference], ...]:
    """The value of the discriminator for each member: the mapping's, else the schema's own name."""
    keys = [member.key for member in members if isinstance(member, Reference)]
    named = {name: _member(target, keys) for name, target in _dict(discriminator, "mapping").items()}
    mapped = {name: key for name, key in named.items() if key}
    implicit = {key.removesuffix(".request"): key for key in keys if key not in mapped.values()}
    return tuple((name, Reference(key)) for name, key in {**implicit, **mapped}.items())


def _member(target: Any, keys: list[str]) -> str:
    """The member that a mapping means: it names a schema, or gives a reference to it."""
    name = reference_key(target) or str(target).rpartition("/")[2]
    return next((key for key in keys if name in (key, key.removesuffix(".request"))), "")


def _text(schema: Any) -> str:
    description = schema.get("description") if isinstance(schema, dict) else None
    return docstring(description) if isinstance(description, str) else ""


def _list(schema: dict[str, Any], name: str) -> list[Any]:
    value = schema.get(name)
    return value if isinstance(value, list) else []


def _dict(schema: dict[str, Any], name: str) -> dict[str, Any]:
    value = schema.get(name)
    return value if isinstance(value, dict) else {}
