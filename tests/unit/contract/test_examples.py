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


def answered(documents: Documents, media: Any, name: str = "application/json", **more: Any) -> Any:
    contract = documents.contract(
        document({"/": {"post": responses(media, name, **more)}}, examples={"X": {"value": 7}})
    )
    return contract.operations[0].responses[0]


@pytest.mark.parametrize(
    ("media", "example"),
    [
        ({"schema": INTEGER, "example": 1}, 1),
        ({"schema": INTEGER, "examples": {"a": {"value": "x"}, "b": {"$ref": "#/components/examples/X"}}}, 7),
        ({"schema": {**INTEGER, "type": ["integer", "null"]}, "example": None}, None),
        ({"example": {"any": "thing"}}, {"any": "thing"}),
    ],
)
def test_a_success_keeps_the_first_example_that_its_schema_accepts(
    documents: Documents, media: Any, example: Any
) -> None:
    [kept] = answered(documents, media).content
    assert (kept.has_example, kept.example) == (True, example)


def test_an_example_that_breaks_its_schema_is_not_kept(documents: Documents) -> None:
    [kept] = answered(documents, {"schema": {**INTEGER, "example": "y"}, "example": "x"}).content
    assert (kept.has_example, kept.schema) == (False, INTEGER)


def test_a_schema_keeps_the_first_of_its_own_examples_that_it_accepts(documents: Documents) -> None:
    [kept] = answered(documents, {"schema": {"properties": {"a": {**INTEGER, "examples": ["x", 1, 2]}}}}).content
    assert kept.schema == {"properties": {"a": {**INTEGER, "examples": [1]}}}


def test_a_text_has_a_text_for_an_example(documents: Documents) -> None:
    [text] = answered(documents, {"example": "<a/>"}, "application/xml").content
    [other] = answered(documents, {"example": {"a": 1}}, "application/xml").content
    assert (text.example, other.has_example) == ("<a/>", False)


def test_a_header_keeps_its_example(documents: Documents) -> None:
    response = answered(documents, {}, headers={"X-A": {"schema": INTEGER, "example": 3}, "X-B": {"schema": INTEGER}})
    assert [(each.has_example, each.example) for each in response.headers] == [(True, 3), (False, None)]


def test_nobody_needs_the_examples_of_requests_and_errors(documents: Documents) -> None:
    content = {"application/json": {"schema": INTEGER, "example": 1}}
    operation = {"requestBody": {"content": content}, "responses": {"404": {"description": "", "content": content}}}
    [built] = documents.contract(document({"/": {"post": operation}})).operations
    assert built.body is not None
    assert [media.has_example for media in (*built.body.content, *built.responses[0].content)] == [False, False]
