"""Parameters are merged, resolved and completed as the standard says."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.contract import Operation
from tests.unit.contract.documents import Documents, document


def operation(
    documents: Documents, *parameters: Any, path: str = "/", shared: Any = (), **components: Any
) -> Operation:
    item = {"parameters": list(shared), "get": {"parameters": list(parameters)}}
    return documents.contract(document({path: item}, "3.2.0", **components)).operations[0]


def codes(documents: Documents, *parameters: Any, path: str = "/") -> set[str]:
    built = documents.build(document({path: {"get": {"parameters": list(parameters)}}}))
    return {each.code for each in built.diagnostics} - {"missing-response", "no-success", "invalid-document"}


def query(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **more}


def test_the_operation_wins_over_its_path_item_by_name_and_location(documents: Documents) -> None:
    shared = [query("a"), query("b"), {**query("a"), "in": "header"}]
    found = operation(documents, query("a", required=True), query("c"), shared=shared)

    assert [(each.name, each.location, each.required) for each in found.parameters] == [
        ("a", "query", True),
        ("b", "query", False),
        ("a", "header", False),
        ("c", "query", False),
    ]
    assert [each.field for each in found.parameters] == ["a_query", "b", "a_header", "c"]


def test_header_names_are_the_same_in_any_case(documents: Documents) -> None:
    found = operation(documents, {**query("x-a"), "in": "header"}, shared=[{**query("X-A"), "in": "header"}])

    assert [each.name for each in found.parameters] == ["x-a"]


@pytest.mark.parametrize(
    ("location", "written", "style", "explode"),
    [
        ("path", {}, "simple", False),
        ("path", {"style": "matrix", "explode": True}, "matrix", True),
        ("query", {}, "form", True),
        ("query", {"explode": False}, "form", False),
        ("query", {"style": "deepObject", "explode": True}, "deepObject", True),
        ("query", {"style": "pipeDelimited"}, "pipeDelimited", False),
        ("header", {}, "simple", False),
        ("cookie", {}, "form", True),
        ("cookie", {"style": "cookie"}, "cookie", True),
    ],
)
def test_styles_have_their_defaults(
    documents: Documents, location: str, written: dict[str, Any], style: str, explode: bool
) -> None:
    [found] = operation(documents, {**query("a", **written), "in": location}, path="/{a}").parameters[-1:]

    assert (found.style, found.explode) == (style, explode)


def test_references_are_followed_to_parameters_and_their_schemas(documents: Documents) -> None:
    parameters = {"Limit": query("limit", schema={"$ref": "#/components/schemas/Limit"})}
    schemas = {"Limit": {"type": "integer", "default": 5}}
    [found] = operation(
        documents, {"$ref": "#/components/parameters/Limit"}, parameters=parameters, schemas=schemas
    ).parameters

    assert found.schema == {"$ref": "#/$defs/Limit"}
    assert found.shape.types == ("integer",)
    assert (found.has_default, found.default) == (True, 5)


def test_empty_values_may_be_allowed_in_the_query_alone(documents: Documents) -> None:
    """OpenAPI 3.1, 4.8.12.2.1: `allowEmptyValue` is for query parameters."""
    header = {**query("b", schema={"type": "integer"}, allowEmptyValue=True), "in": "header"}
    found = operation(documents, query("a", schema={"type": "integer"}, allowEmptyValue=True), header).parameters

    assert [each.allow_empty for each in found] == [True, False]


def test_null_is_a_default(documents: Documents) -> None:
    [found] = operation(documents, query("a", schema={"default": None})).parameters

    assert (found.has_default, found.default) == (True, None)


def test_a_default_that_breaks_its_schema_is_left_out(documents: Documents) -> None:
    parameter = query("a", schema={"type": "integer", "default": "x"})

    assert not operation(documents, parameter).parameters[0].has_default
    assert codes(documents, parameter) == {"bad-default"}


def test_a_required_parameter_needs_no_default(documents: Documents) -> None:
    parameter = query("a", required=True, schema={"default": "x"})

    assert not operation(documents, parameter).parameters[0].has_default
    assert codes(documents, parameter) == {"required-default"}


def test_a_parameter_may_be_written_as_json(documents: Documents) -> None:
    content = {"application/json": {"schema": {"type": "object"}}}
    [found] = operation(documents, {"name": "a", "in": "query", "content": content}).parameters

    assert (found.content_type, found.schema) == ("application/json", {"type": "object"})


def test_path_parameters_are_always_required(documents: Documents) -> None:
    [found] = operation(documents, {**query("a", required=False), "in": "path"}, path="/{a}").parameters

    assert found.required


def test_a_placeholder_without_a_parameter_is_any_text(documents: Documents) -> None:
    found = operation(documents, query("b"), path="/{a}/{a}.json")

    assert [(each.name, each.location, each.schema) for each in found.parameters] == [
        ("a", "path", {"type": "string"}),
        ("b", "query", {"type": "string"}),
    ]
    assert codes(documents, path="/{a}") == {"missing-parameter"}


def test_a_path_parameter_without_a_placeholder_is_left_out(documents: Documents) -> None:
    parameter = {**query("a", required=True), "in": "path"}

    assert operation(documents, parameter).parameters == ()
    assert codes(documents, parameter) == {"missing-placeholder"}


@pytest.mark.parametrize("name", ["Accept", "content-type", "Authorization"])
def test_headers_that_are_no_parameters_are_ignored(documents: Documents, name: str) -> None:
    parameter = {**query(name), "in": "header"}

    assert operation(documents, parameter).parameters == ()
    assert codes(documents, parameter) == {"ignored-parameter"}


def test_a_number_may_stand_for_a_name(documents: Documents) -> None:
    assert operation(documents, {**query("a"), "name": 1}).parameters[0].name == "1"


@pytest.mark.parametrize(
    ("parameter", "code"),
    [
        ({"in": "query", "schema": {}}, "malformed"),
        ({**query("a"), "in": "body"}, "unsupported-location"),
        ({"name": "a", "in": "querystring", "content": {}}, "unsupported-location"),
        (query("a", style="simple"), "unsupported-style"),
        ({"name": "a", "in": "query", "content": {"text/csv": {}}}, "unsupported-content"),
        ({"$ref": "#/components/parameters/Nothing"}, "broken-reference"),
    ],
)
def test_a_parameter_that_cannot_be_read_leaves_its_operation_unsupported(
    documents: Documents, parameter: Any, code: str
) -> None:
    assert operation(documents, parameter).unsupported is not None
    assert code in codes(documents, parameter)


def test_a_parameter_given_twice_in_one_list_counts_once(documents: Documents) -> None:
    assert len(operation(documents, query("a"), query("a")).parameters) == 1
    assert codes(documents, query("a"), query("a")) == {"duplicate-parameter"}
