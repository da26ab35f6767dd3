"""One parameter at a time, read as an operation reads it."""

from __future__ import annotations

from typing import Any

from specbound.contract import JSON, Operation, Parameter, Schema, Shape
from specbound.runtime import Violation
from specbound.runtime.decode._parameters import ParameterReader
from specbound.runtime.gate._gate import Definitions

STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
TEXT = Shape(("string",))
TEXTS = Shape(("array",), items=TEXT)


def shape_of(schema: JSON) -> Shape:
    """The shape of a simple schema, as the builder of contracts makes it."""
    if not isinstance(schema, dict):
        return TEXT
    types = schema.get("type", ["string"])
    return Shape(
        types=(types,) if isinstance(types, str) else tuple(types),
        items=shape_of(schema["items"]) if "items" in schema else None,
        properties={name: shape_of(each) for name, each in schema.get("properties", {}).items()},
        additional=shape_of(schema["additionalProperties"]) if schema.get("additionalProperties") else None,
    )


def parameter(name: str, location: Any, schema: Schema, **keywords: Any) -> Parameter:
    """A parameter with what the document implies filled in."""
    style = keywords.pop("style", STYLES[location])
    keywords = {
        "field": name.lower().replace("-", "_"),
        "required": location == "path",
        "shape": shape_of(schema),
        **keywords,
    }
    return Parameter(
        name=name,
        location=location,
        schema=schema,
        style=style,
        explode=keywords.pop("explode", style == "form"),
        **keywords,
    )


def reader(*parameters: Parameter, strict: bool = True, known: frozenset[str] = frozenset()) -> ParameterReader:
    """The reader of an operation with these parameters."""
    operation = Operation("op", "op", "get", "/", "openapi.yaml#/paths/~1/get", parameters=parameters)
    return ParameterReader(operation, Definitions({}), strict_query=strict, known_query=known)


def read(
    *parameters: Parameter,
    path: dict[str, bytes] | None = None,
    query: bytes | str = b"",
    headers: list[tuple[bytes, bytes]] | None = None,
    strict: bool = True,
) -> tuple[dict[str, Any], list[Violation]]:
    """The values and the violations of one request."""
    violations: list[Violation] = []
    raw = query.encode() if isinstance(query, str) else query
    values = reader(*parameters, strict=strict).read(path or {}, raw, headers or [], violations)
    return values, violations


def faults(violations: list[Violation]) -> list[tuple[Any, str]]:
    """Where and of what type."""
    return [(violation.loc, violation.type) for violation in violations]
