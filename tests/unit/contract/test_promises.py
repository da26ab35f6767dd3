"""The server can answer errors of its own: the document must declare them, in a form that it can write."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.contract.build import Built
from tests.unit.contract.documents import Documents, document

JSON = "application/json"
SUMMARY = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code", "message", "path", "request_id"],
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z_]+$"},
        "message": {"type": "string"},
        "path": {"type": "string"},
        "request_id": {"type": "string"},
    },
}
VIOLATION = {
    "type": "object",
    "required": ["msg", "type"],
    "properties": {
        "loc": {"items": {"type": ["string", "integer"]}},
        "msg": {"type": "string"},
        "type": {"type": "string"},
    },
}
DETAIL = {
    "type": "object",
    "required": ["detail", "error"],
    "properties": {"detail": {"type": "array", "items": VIOLATION}, "error": SUMMARY},
}
PROBLEM = {
    "type": "object",
    "required": ["title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def error(schema: Any, media: str = JSON) -> dict[str, Any]:
    return {"description": "", "content": {media: {"schema": schema} if schema is not None else {}}}


def build(
    documents: Documents, operation: Any, *, method: str = "post", strict: bool = True, strict_query: bool = False
) -> Built:
    responses = {"200": {"description": ""}, **operation.pop("responses", {})}
    schemes = {"Key": {"type": "http", "scheme": "bearer"}}
    whole = document({"/": {method: {**operation, "responses": responses}}}, securitySchemes=schemes)
    return documents.build(whole, strict=strict, strict_query=strict_query)


def missing(documents: Documents, operation: Any, **options: Any) -> list[str]:
    """What is said to be missing, as a list of statuses."""
    built = build(documents, operation, **options)
    [said] = [each.message for each in built.diagnostics if each.code == "missing-response"] or [""]
    return [word.strip(",") for word in said.split() if word.strip(",").isdigit()]


@pytest.mark.parametrize(
    ("operation", "statuses"),
    [
        ({}, ["500"]),
        ({"parameters": [{"name": "a", "in": "query", "schema": {}}]}, ["422", "500"]),
        ({"requestBody": {"content": {JSON: {}}}}, ["400", "413", "415", "500"]),
        ({"requestBody": {"content": {JSON: {"schema": {}}}}}, ["400", "413", "415", "422", "500"]),
        ({"security": [{"Key": []}]}, ["401", "500"]),
        ({"security": [{}, {"Key": ["read"]}]}, ["401", "403", "500"]),
        ({"security": [{}]}, ["500"]),
    ],
)
def test_what_the_server_can_answer_depends_on_what_the_operation_takes(
    documents: Documents, operation: Any, statuses: list[str]
) -> None:
    assert missing(documents, dict(operation)) == statuses


def test_refusing_unknown_query_parameters_takes_a_422(documents: Documents) -> None:
    assert missing(documents, {}, strict_query=True) == ["422", "500"]


@pytest.mark.parametrize("status", ["500", "5XX", "default"])
def test_ranges_and_default_declare_what_they_cover(documents: Documents, status: str) -> None:
    assert missing(documents, {"responses": {status: error(DETAIL)}}) == []


@pytest.mark.parametrize(("strict", "severity"), [(True, "error"), (False, "warning")])
def test_a_missing_response_refuses_the_document_in_strict_mode_only(
    documents: Documents, strict: bool, severity: str
) -> None:
    built = build(documents, {"responses": {"404": error({"type": "string"})}}, strict=strict)

    assert [(each.code, each.severity) for each in built.diagnostics] == [
        ("missing-response", severity),
        ("error-body", severity),
    ]


@pytest.mark.parametrize(
    ("schema", "media", "shape"),
    [
        (DETAIL, JSON, "detail"),
        (PROBLEM, JSON, "problem"),
        (PROBLEM, "application/problem+json", "problem"),
        (None, JSON, "detail"),
        (None, "application/problem+json", "problem"),
        ({"type": "object", "required": ["message"]}, JSON, None),
        ({"type": "string"}, JSON, None),
        ({**DETAIL, "properties": {"error": {"properties": {"code": {"enum": ["NOT_THIS"]}}}}}, JSON, None),
        (
            {**DETAIL, "properties": {"error": {"properties": {"code": {"enum": ["INTERNAL_SERVER_ERROR"]}}}}},
            JSON,
            "detail",
        ),
        ({"type": "string"}, "text/plain", None),
    ],
)
def test_the_body_that_fits_is_recorded(documents: Documents, schema: Any, media: str, shape: str | None) -> None:
    built = build(documents, {"responses": {"500": error(schema, media)}})
    assert built.contract is not None
    [content] = built.contract.operations[0].responses[1].content

    assert content.error_shape == shape
    assert ("error-body" in {each.code for each in built.diagnostics}) is (shape is None)


def test_every_code_of_a_response_must_fit(documents: Documents) -> None:
    narrow = {**DETAIL, "properties": {"error": {"properties": {"code": {"enum": ["A", "B"]}}}}}
    for codes, fits in ((["A", "B"], True), (["A", "C"], False)):
        built = build(
            documents, {"responses": {"409": {**error(narrow), "x-error-codes": codes}, "500": error(DETAIL)}}
        )
        assert (not built.diagnostics) is fits


def test_a_422_always_has_a_place_and_others_may_have_none(documents: Documents) -> None:
    located = {**DETAIL, "properties": {"detail": {"items": {"required": ["loc"]}}}}
    built = build(documents, {"responses": {"422": error(located), "500": error(located)}})

    assert [each.pointer for each in built.diagnostics] == ["#/paths/~1/post/responses/500"]


def test_a_default_is_judged_by_the_errors_that_fall_to_it(documents: Documents) -> None:
    body = {"type": "object", "required": ["message"]}

    assert "error-body" in {each.code for each in build(documents, {"responses": {"default": error(body)}}).diagnostics}
    assert not build(documents, {"responses": {"500": error(DETAIL), "default": error(body)}}).diagnostics


def test_an_error_without_a_body_needs_no_form(documents: Documents) -> None:
    assert not build(documents, {"responses": {"500": {"description": ""}}}).diagnostics


def test_an_operation_that_can_answer_nothing_is_told(documents: Documents) -> None:
    built = documents.build(document({"/": {"get": {"responses": {"500": error(DETAIL)}}}}))

    assert [each.code for each in built.diagnostics] == ["no-success"]


def test_an_unsupported_operation_promises_nothing(documents: Documents) -> None:
    built = build(documents, {"parameters": [{"$ref": "#/nothing"}]})

    assert "missing-response" not in {each.code for each in built.diagnostics}
