"""Types as JSON Schemas again, in the few forms that datamodel-code-generator turns into exactly these types."""

from __future__ import annotations

from typing import Any

from specbound.generate._types import (
    Array,
    Literals,
    Mapping,
    Primitive,
    Property,
    Record,
    Reference,
    Type,
    Union,
)

_NUMBER = [{"type": "integer"}, {"type": "number"}]
_FILE = {"type": "string", "customTypePath": "specbound.runtime.UploadFile"}


def schema_of(type_: Type) -> dict[str, Any]:  # noqa: PLR0911 - one for each type
    """The schema of a type; `{}` for what has no form of its own."""
    match type_:
        case Primitive("number"):
            return {"anyOf": _NUMBER}
        case Primitive("file"):
            return dict(_FILE)
        case Primitive():
            return {"type": type_.name}
        case Literals():
            return {"type": type_.kind, "enum": list(type_.values)}
        case Reference():
            return {"$ref": f"#/$defs/{type_.key}"}
        case Array():
            return {"type": "array", "items": schema_of(type_.item)}
        case Mapping():
            return {"type": "object", "additionalProperties": schema_of(type_.value)}
        case Union() if type_.members:
            return {"anyOf": [branch for member in type_.members for branch in _branches(member)]}
        case Record():
            return _record(type_)
        case _:
            return {}


def _branches(member: Type) -> list[dict[str, Any]]:
    return _NUMBER if member == Primitive("number") else [schema_of(member)]


def _record(record: Record) -> dict[str, Any]:
    properties = {name: _property(value) for name, value in record.properties.items()}
    required = [name for name in record.properties if name in record.required]
    schema: dict[str, Any] = {"type": "object", "properties": properties, "required": required}
    if record.closed:
        schema["additionalProperties"] = False
    if record.bases:
        schema["allOf"] = [{"$ref": f"#/$defs/{base}"} for base in record.bases]
    return schema | ({"description": record.description} if record.description else {})


def _property(value: Property) -> dict[str, Any]:
    schema = schema_of(value.type)
    if "$ref" in schema and value.description:
        return {"allOf": [schema], "description": value.description}
    return schema | ({"description": value.description} if value.description else {})
