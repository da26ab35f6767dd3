"""The shape of a parameter tells what its text may stand for."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.contract import Shape
from tests.unit.contract.documents import Documents, document


def shape(documents: Documents, schema: Any, version: str = "3.1.0", **schemas: Any) -> Shape:
    parameter = {"name": "a", "in": "query", "schema": schema}
    contract = documents.contract(document({"/": {"get": {"parameters": [parameter]}}}, version, schemas=schemas))
    return contract.operations[0].parameters[0].shape


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ({"type": "string"}, ("string",)),
        ({"type": "number"}, ("number",)),
        ({"type": ["string", "integer"]}, ("integer", "string")),
        ({"type": ["integer", "number"]}, ("number",)),
        ({"type": ["integer", "null"]}, ("null", "integer")),
        ({"anyOf": [{"type": "string"}, {"type": "boolean"}]}, ("boolean", "string")),
        ({"oneOf": [{"$ref": "#/components/schemas/Number"}, {"const": "all"}]}, ("number", "string")),
        ({"allOf": [{"type": ["string", "integer"]}, {"type": "integer"}]}, ("integer",)),
        ({"type": "integer", "anyOf": [{"type": "string"}, {"minimum": 1}]}, ("integer",)),
        ({"enum": [1, 2]}, ("integer",)),
        ({"enum": [1, 2.5, "a", None, True]}, ("null", "boolean", "number", "string")),
        ({"const": "a"}, ("string",)),
        ({"type": "integer", "enum": [1.0, 2]}, ("integer",)),
        ({}, ("string", "boolean", "number", "null", "array", "object")),
        (True, ("string", "boolean", "number", "null", "array", "object")),
        (False, ()),
        ({"minimum": 5}, ("number", "string", "boolean", "null", "array", "object")),
        ({"pattern": "a"}, ("string", "boolean", "number", "null", "array", "object")),
        ({"properties": {}}, ("object", "string", "boolean", "number", "null", "array")),
        ({"$ref": "#/components/schemas/Loop"}, ("string", "boolean", "number", "null", "array", "object")),
    ],
)
def test_types_are_tried_from_the_narrowest(documents: Documents, schema: Any, types: tuple[str, ...]) -> None:
    loop = {"anyOf": [{"$ref": "#/components/schemas/Loop"}]}

    assert shape(documents, schema, Number={"type": "number"}, Loop=loop).types == types


def test_nullable_of_openapi_30_adds_null(documents: Documents) -> None:
    assert shape(documents, {"type": "integer", "nullable": True}, "3.0.3").types == ("null", "integer")


def test_members_of_objects_and_arrays_have_shapes(documents: Documents) -> None:
    base = {"properties": {"a": {"type": "integer"}}}
    schema = {
        "allOf": [{"$ref": "#/components/schemas/Base"}],
        "type": "object",
        "properties": {"b": {"type": "array", "items": {"type": "boolean"}}},
        "additionalProperties": {"type": "number"},
    }
    found = shape(documents, schema, Base=base)

    assert found == Shape(
        ("object",),
        properties={"b": Shape(("array",), items=Shape(("boolean",))), "a": Shape(("integer",))},
        additional=Shape(("number",)),
    )


def test_tuples_have_the_shape_of_all_their_elements(documents: Documents) -> None:
    schema = {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "string"}}

    assert shape(documents, schema).items == Shape(("integer", "string"))


def test_recursive_schemas_end_where_text_does(documents: Documents) -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}, "a": {"type": "integer"}}}
    found = shape(documents, {"$ref": "#/components/schemas/Node"}, Node=node)

    assert found.properties["next"].properties["next"].properties["next"] == Shape(("object",))


@pytest.mark.parametrize(
    ("schema", "binary"),
    [
        ({"type": "string", "format": "binary"}, True),
        ({"type": "string", "contentMediaType": "image/png"}, True),
        ({"contentMediaType": "application/octet-stream"}, True),
        ({"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"}, False),
        ({"type": "string", "contentMediaType": "text/html"}, False),
        ({"type": "string", "format": "byte"}, False),
    ],
)
def test_raw_bytes_are_told_from_text(documents: Documents, schema: Any, binary: bool) -> None:
    assert shape(documents, schema).binary is binary
