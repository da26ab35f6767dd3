"""Every operation is found, named, secured, and built on its own."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specbound.contract import Contract, Requirement, SecurityScheme
from specbound.contract.build import BuildOptions, build_contract
from tests.unit.contract.documents import Documents, answers, document

FINE: dict[str, Any] = {"responses": {"200": {"description": "Fine."}}}
KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}


def test_operations_are_in_the_order_of_the_document(documents: Documents) -> None:
    paths = {"/b": {"post": FINE, "get": FINE}, "/a": {"x-note": {}, "summary": "s", "delete": FINE}, "x-paths": {}}
    contract = documents.contract(document(paths))

    assert [(each.method, each.path) for each in contract.operations] == [
        ("POST", "/b"),
        ("GET", "/b"),
        ("DELETE", "/a"),
    ]


def test_methods_of_openapi_32_are_operations_there_alone(documents: Documents) -> None:
    paths = {"/": {"query": FINE, "additionalOperations": {"LINK": FINE}}}

    assert [each.method for each in documents.contract(document(paths, "3.2.0")).operations] == ["QUERY", "LINK"]
    assert documents.contract(document(paths, "3.1.0")).operations == ()


def test_an_operation_says_what_it_is_and_where_it_stands(documents: Documents) -> None:
    operation = {"operationId": "getItem", "summary": "One.", "tags": ["items", "more"], **FINE}
    [found] = documents.contract(document({"/items/{id}": {"get": operation}})).operations

    assert (found.id, found.name, found.tag, found.summary) == ("getItem", "get_item", "items", "One.")
    assert found.source == "openapi.json#/paths/~1items~1{id}/get"


def test_an_operation_without_an_id_gets_one_of_method_and_path(documents: Documents) -> None:
    [found] = documents.contract(document({"/items/{id}": {"get": FINE}})).operations

    assert (found.id, found.name) == ("get_/items/{id}", "get_items_id")


def test_an_id_that_is_taken_is_replaced(documents: Documents) -> None:
    paths = {"/a": {"get": {"operationId": "x", **FINE}}, "/b": {"get": {"operationId": "x", **FINE}}}

    assert [each.id for each in documents.contract(document(paths)).operations] == ["x", "get_/b"]


def test_every_operation_has_an_id_of_its_own(documents: Documents) -> None:
    paths = {
        "/": {"get": FINE, "additionalOperations": {"GET": FINE}},
        "/a": {"get": {"operationId": "post_/a", **FINE}, "post": FINE},
    }
    contract = documents.contract(document(paths, "3.2.0"))

    assert [each.id for each in contract.operations] == ["get_/", "get_/_2", "post_/a", "post_/a_2"]
    assert [each.unsupported is None for each in contract.operations] == [True, False, True, True]


def test_a_path_item_may_stand_elsewhere_and_be_completed(documents: Documents) -> None:
    documents.write("paths/items.json", {"get": FINE, "parameters": [{"name": "a", "in": "query", "schema": {}}]})
    paths = {"/items": {"$ref": "paths/items.json", "post": FINE}, "/more": {"$ref": "#/paths/~1items"}}
    contract = documents.contract(document(paths))

    assert {(each.method, each.path, each.source) for each in contract.operations} == {
        ("GET", "/items", "paths/items.json#/get"),
        ("POST", "/items", "openapi.json#/paths/~1items/post"),
        ("GET", "/more", "paths/items.json#/get"),
        ("POST", "/more", "openapi.json#/paths/~1items/post"),
    }
    assert all(len(each.parameters) == 1 for each in contract.operations)


@pytest.mark.parametrize("path", ["items", "/items?a=b", "/items#part"])
def test_a_path_that_no_request_has_is_not_served(documents: Documents, path: str) -> None:
    [found] = documents.contract(document({path: {"get": FINE}})).operations

    assert "no request has the path" in (found.unsupported or "")


def test_of_paths_that_match_the_same_requests_the_first_is_served(documents: Documents) -> None:
    paths = {"/a/{x}": {"get": FINE}, "/a/{y}": {"get": FINE, "post": FINE}, "/a/{y}.json": {"get": FINE}}
    contract = documents.contract(document(paths))

    assert [each.unsupported is None for each in contract.operations] == [True, False, True, True]


def test_security_is_the_documents_unless_the_operation_has_its_own(documents: Documents) -> None:
    two = [{"Key": [], "Token": ["read"]}, {}]
    paths = {"/a": {"get": FINE}, "/b": {"get": {**FINE, "security": []}}, "/c": {"get": {**FINE, "security": two}}}
    schemes = {"Unused": KEY, "Key": KEY, "Token": {"type": "http", "scheme": "Bearer"}}
    contract = documents.contract({**document(paths, securitySchemes=schemes), "security": [{"Key": []}]})

    assert [each.security for each in contract.operations] == [
        ((Requirement("Key"),),),
        (),
        ((Requirement("Key"), Requirement("Token", ("read",))), ()),
    ]
    assert contract.schemes == (
        SecurityScheme("Key", "key", "apiKey", location="header", parameter="X-Key"),
        SecurityScheme("Token", "token", "http", http_scheme="bearer"),
    )


@pytest.mark.parametrize("scheme", [None, {}, {"type": "basic"}, {"type": "apiKey", "in": "body"}, {"type": "http"}])
def test_security_fails_closed(documents: Documents, scheme: Any) -> None:
    schemes = {"Key": KEY, **({"Other": scheme} if scheme is not None else {})}
    alone = {"get": {**FINE, "security": [{"Other": []}]}}
    either = {"get": {**FINE, "security": [{"Other": []}, {"Key": [], "Other": []}, {"Key": []}]}}
    first, second = documents.contract(document({"/a": alone, "/b": either}, securitySchemes=schemes)).operations

    assert first.unsupported is not None
    assert (second.unsupported, second.security) == (None, ((Requirement("Key"),),))


def test_security_that_is_no_list_is_not_served(documents: Documents) -> None:
    [found] = documents.contract({**document({"/": {"get": FINE}}), "security": {"Key": []}}).operations

    assert found.unsupported is not None


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/components/schemas/Nothing"},
        {"$ref": "#/components/schemas/Broken"},
        {"items": {"$ref": "#/components/schemas/Recursive"}},
        {"pattern": "("},
        {"patternProperties": {"(": {}}},
        {"$schema": "http://json-schema.org/draft-07/schema#"},
    ],
)
def test_what_one_operation_cannot_have_leaves_the_others_alone(documents: Documents, schema: Any) -> None:
    schemas = {
        "Broken": {"properties": {"a": {"$ref": "nothing.json"}}},
        "Recursive": {
            "prefixItems": [{"$ref": "#/components/schemas/Recursive"}, {"$ref": "#/components/schemas/Broken"}]
        },
        "Fine": {"type": "string"},
    }
    good = {"get": {"responses": answers({"$ref": "#/components/schemas/Fine"})}}
    paths = {"/bad": {"get": {"responses": answers(schema)}}, "/good": good}
    bad, fine = documents.contract(document(paths, schemas=schemas)).operations

    assert bad.unsupported is not None
    assert "openapi.json#/" in bad.unsupported
    assert (fine.unsupported, fine.responses[0].content[0].schema) == (None, {"$ref": "#/$defs/Fine"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just text",
        "[1, 2]",
        "openapi: '2.0'",
        "swagger: '2.0'",
        "openapi: 3.3.0",
        "openapi: 3.10.0",
        "openapi: [3.1.0]",
    ],
)
def test_what_is_no_document_of_openapi_3_has_no_contract(documents: Documents, text: str) -> None:
    built = documents.build(text)

    assert built.contract is None
    assert [each.code for each in built.diagnostics] == ["not-openapi"]


WORDS = [
    "$ref", "$id", "$dynamicRef", "$anchor", "get", "parameters", "responses", "200", "content", "application/json",
    "schema", "properties", "items", "allOf", "oneOf", "required", "type", "in", "name", "security", "headers",
    "examples", "requestBody", "discriminator", "mapping", "enum", "format", "default", "nullable", "encoding",
    "readOnly", "pattern", "multipart/form-data", "additionalOperations", "GET",
]  # fmt: skip
MESS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["#/components/schemas/A", "query"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=25,
)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(item=MESS, schema=MESS, rest=MESS)
def test_no_document_breaks_the_build(documents: Documents, version: str, item: Any, schema: Any, rest: Any) -> None:
    get = {"get": {"responses": answers({"$ref": "#/components/schemas/A"}), "parameters": rest}}
    mess = {**document({"/": item, "/a": get}, version, schemas={"A": schema}), "tags": rest, "security": rest}

    assert documents.build(mess).contract is not None


def test_a_version_may_be_written_as_a_number(documents: Documents) -> None:
    contract = documents.contract("openapi: 3.1\ninfo: {title: A, version: '1'}\npaths: {}\n")

    assert contract.openapi == "3.1"


def test_a_contract_survives_its_json(documents: Documents) -> None:
    contract = documents.schema({"$ref": "#/components/schemas/A"}, A={"type": "integer", "default": 10**30})

    assert msgspec.json.decode(msgspec.json.encode(contract), type=Contract) == contract


def test_the_source_is_the_name_and_the_hash_of_the_root(documents: Documents) -> None:
    part = documents.write("part.json", {"type": "string"})
    built = documents.build(document({"/": {"get": {"responses": answers({"$ref": "part.json"})}}}))
    assert built.contract is not None
    root = documents.folder / "openapi.json"

    assert built.files == (root, part)
    assert built.contract.source.name == "openapi.json"
    assert built.contract.source.sha256 == hashlib.sha256(root.read_bytes()).hexdigest()


def test_the_same_document_gives_the_same_contract(documents: Documents) -> None:
    whole = document({"/": {"get": {"responses": answers({"$ref": "#/components/schemas/A"})}}}, schemas={"A": {}})

    assert documents.build(whole) == documents.build(whole)


def test_a_document_that_is_missing_is_a_diagnostic(tmp_path: Path) -> None:
    built = build_contract(tmp_path / "nothing.yaml", BuildOptions())

    assert built.contract is None
    assert [each.code for each in built.diagnostics] == ["missing-file"]


def test_the_contract_says_whether_unknown_query_parameters_are_refused(documents: Documents) -> None:
    built = documents.build(document({}), strict_query=True)

    assert built.contract is not None
    assert built.contract.strict_query
