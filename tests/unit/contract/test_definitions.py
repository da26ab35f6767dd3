"""Schemas that are referred to become definitions under names that stay."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from tests.unit.contract.documents import Documents, answers, document


def test_components_keep_their_names_and_their_order(documents: Documents) -> None:
    contract = documents.schema(
        {"properties": {"b": {"$ref": "#/components/schemas/B"}, "a": {"$ref": "#/components/schemas/A"}}},
        A={"type": "string"},
        Unused={},
        B={"$ref": "#/components/schemas/A"},
    )

    assert contract.schemas == {"A": {"type": "string"}, "B": {"$ref": "#/$defs/A"}}


def test_recursive_schemas_refer_to_themselves(documents: Documents) -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}}}
    contract = documents.schema({"$ref": "#/components/schemas/Tree"}, Tree=tree)

    assert contract.schemas == {"Tree": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Tree"}}}}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("a.b-C_1", "a.b-C_1"),
        ("a b", "a_b"),
        ("List<Item>", "List_Item"),
        ("字", "u5b57"),
        ("Café", "Cafe"),
        ("«»", "schema"),
    ],
)
def test_hostile_names_become_ones_that_a_reference_can_hold(documents: Documents, name: str, key: str) -> None:
    schemas: dict[str, Any] = {name: {"type": "string"}}
    contract = documents.schema({"$ref": f"#/components/schemas/{name}"}, **schemas)

    assert contract.schemas == {key: {"type": "string"}}
    jsonschema_rs.Draft202012Validator({"$ref": f"#/$defs/{key}", "$defs": contract.schemas})


def test_names_that_become_equal_are_numbered_in_the_order_of_the_document(documents: Documents) -> None:
    schema = {"properties": {"a": {"$ref": "#/components/schemas/a%20b"}, "b": {"$ref": "#/components/schemas/a_b"}}}
    schemas: dict[str, Any] = {"a_b": {"const": 1}, "a b": {"const": 2}}
    contract = documents.schema(schema, **schemas)

    assert contract.schemas == {"a_b": {"const": 1}, "a_b_2": {"const": 2}}


def test_schemas_elsewhere_are_named_after_their_file_or_place(documents: Documents) -> None:
    documents.write("models/Ship.json", {"type": "string"})
    documents.write("common.yaml", "components:\n  schemas:\n    A: {type: integer}\n")
    schema = {
        "prefixItems": [
            {"$ref": "models/Ship.json"},
            {"$ref": "common.yaml#/components/schemas/A"},
            {"$ref": "#/components/schemas/A/properties/x"},
            {"$ref": "#/paths/~1"},
        ]
    }
    paths = {"/": {"get": {"responses": answers(schema)}}}
    contract = documents.contract(document(paths, schemas={"A": {"properties": {"x": {"type": "null"}}}}))

    assert list(contract.schemas) == ["Ship", "A_2", "A_x", "openapi"]


def test_a_component_that_merely_names_a_schema_of_another_file_gives_it_its_name(documents: Documents) -> None:
    documents.write("Child.json", {"type": "array", "items": {"$ref": "openapi.json#/components/schemas/Child"}})
    contract = documents.schema({"$ref": "#/components/schemas/Child"}, Child={"$ref": "Child.json"})

    assert contract.schemas == {"Child": {"type": "array", "items": {"$ref": "#/$defs/Child"}}}


def test_anchors_and_identifiers_are_resolved_away(documents: Documents) -> None:
    schema = {
        "$id": "https://example.com/root",
        "$defs": {"part": {"$id": "part", "$anchor": "here", "type": "string"}},
        "items": {"$ref": "part#here"},
    }
    contract = documents.schema(schema)

    assert contract.operations[0].responses[0].content[0].schema == {"items": {"$ref": "#/$defs/part"}}
    assert contract.schemas == {"part": {"type": "string"}}


def test_a_dynamic_reference_means_what_its_reader_brings_along(documents: Documents) -> None:
    page = {
        "$id": "page",
        "$defs": {"item": {"$dynamicAnchor": "item", "not": {}}},
        "properties": {"items": {"items": {"$dynamicRef": "#item"}}},
    }

    def of(kind: str) -> dict[str, object]:
        return {"$id": f"{kind}s", "$defs": {"item": {"$dynamicAnchor": "item", "type": kind}}, "$ref": "page"}

    schemas: dict[str, Any] = {"Page": page, "Strings": of("string"), "Integers": of("integer")}
    whole = {"properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas}}
    contract = documents.schema(whole, **schemas)
    read = contract.operations[0].responses[0].content[0].schema
    assert isinstance(read, dict)
    validator = jsonschema_rs.Draft202012Validator({**read, "$defs": contract.schemas})

    assert validator.is_valid({"Strings": {"items": ["a"]}, "Integers": {"items": [1]}, "Page": {"items": []}})
    assert not validator.is_valid({"Strings": {"items": [1]}})
    assert not validator.is_valid({"Integers": {"items": ["a"]}})
    assert not validator.is_valid({"Page": {"items": ["a"]}})
