"""Examples are judged by the schemas that they stand beside."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.contract.documents import Documents, document

INTEGER = {"type": "integer"}


def bad(documents: Documents, operation: Any, version: str = "3.1.0", **components: Any) -> list[str]:
    built = documents.build(document({"/": {"post": operation}}, version, **components))
    return [each.pointer for each in built.diagnostics if each.code == "bad-example"]


def responses(media: Any, name: str = "application/json", **more: Any) -> dict[str, Any]:
    return {"responses": {"200": {"description": "", "content": {name: media}, **more}}}


@pytest.mark.parametrize(
    ("operation", "end"),
    [
        (responses({"schema": INTEGER, "example": "x"}), "application~1json/example"),
        (responses({"schema": INTEGER, "examples": {"a": {"value": "x"}, "b": {"value": 1}}}), "examples/a/value"),
        (responses({"schema": INTEGER, "examples": {"a": {"$ref": "#/components/examples/X"}}}), "examples/X/value"),
        (responses({"schema": {**INTEGER, "example": "x"}}), "schema/example"),
        (responses({"schema": {**INTEGER, "examples": [1, "x"]}}), "schema/examples/1"),
        (responses({"schema": {"$ref": "#/components/schemas/X"}}), "schemas/X/properties/a/example"),
        (responses({}, headers={"X-A": {"schema": INTEGER, "example": "x"}}), "X-A/example"),
        ({"parameters": [{"name": "a", "in": "query", "schema": INTEGER, "example": "x"}]}, "parameters/0/example"),
        (
            {
                "parameters": [
                    {"name": "a", "in": "query", "content": {"application/json": {"schema": INTEGER, "example": "x"}}}
                ]
            },
            "content/application~1json/example",
        ),
        ({"requestBody": {"content": {"application/json": {"schema": INTEGER, "example": 1.5}}}}, "json/example"),
    ],
)
def test_an_example_that_breaks_its_schema_is_told_where_it_stands(
    documents: Documents, operation: Any, end: str
) -> None:
    schemas = {"X": {"properties": {"a": {**INTEGER, "example": "x"}}}}
    [pointer] = bad(documents, operation, schemas=schemas, examples={"X": {"value": "x"}})

    assert pointer.endswith(end)


def test_formats_and_bounds_count(documents: Documents) -> None:
    assert bad(documents, responses({"schema": {"type": "string", "format": "date"}, "example": "today"}))
    assert bad(documents, responses({"schema": {"type": "integer", "format": "int32"}, "example": 2**31}))


def test_an_example_that_one_view_accepts_is_fine(documents: Documents) -> None:
    user = {"required": ["id"], "properties": {"id": {**INTEGER, "readOnly": True}}, "examples": [{"id": 1}, {}]}
    media = {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}
    operation = {"requestBody": {"content": media}, **responses(media["application/json"])}

    assert bad(documents, operation, schemas={"User": user}) == []


def test_examples_of_what_is_not_checked_are_not_judged(documents: Documents) -> None:
    assert bad(documents, responses({"schema": INTEGER, "example": "<a/>"}, "application/xml")) == []
    assert bad(documents, responses({"examples": {"a": {"value": "x"}}})) == []


def test_values_kept_elsewhere_are_not_fetched(documents: Documents) -> None:
    media = {"schema": INTEGER, "examples": {"a": {"externalValue": "http://127.0.0.1:9/x"}}}

    assert bad(documents, responses(media)) == []
