"""Schemas are read as draft 2020-12, whatever version of OpenAPI they are written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.contract.documents import Documents, answers, document

Answered = Callable[..., Any]


@pytest.mark.parametrize(
    ("schema", "read"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"enum": ["a"], "nullable": True}, {"enum": ["a", None]}),
        ({"type": "string", "enum": ["a", None], "nullable": True}, {"type": ["string", "null"], "enum": ["a", None]}),
        (
            {"allOf": [{"type": "string"}], "nullable": True, "description": "d"},
            {"description": "d", "anyOf": [{"allOf": [{"type": "string"}]}, {"type": "null"}]},
        ),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
        ({"maximum": 1, "exclusiveMaximum": True}, {"exclusiveMaximum": 1}),
        ({"exclusiveMaximum": True}, {}),
        ({"type": "array", "items": [{"type": "string"}]}, {"type": "array", "prefixItems": [{"type": "string"}]}),
        ({"type": "string", "x-a": 1, "externalDocs": {}, "xml": {}}, {"type": "string"}),
        ({"type": "string", "example": "a"}, {"type": "string", "examples": ["a"]}),
    ],
)
def test_what_openapi_30_says_in_its_own_way_is_rewritten(answered: Answered, schema: Any, read: Any) -> None:
    assert answered(schema, version="3.0.3") == read


def test_siblings_of_a_reference_count_since_openapi_31(answered: Answered) -> None:
    schema = {"$ref": "#/components/schemas/A", "maxLength": 3}

    assert answered(schema, A={"type": "string"}) == {"$ref": "#/$defs/A", "maxLength": 3}
    assert answered(schema, A={"type": "string"}, version="3.0.3") == {"$ref": "#/$defs/A"}


@pytest.mark.parametrize(
    ("schema", "bounds"),
    [
        ({"type": "integer", "format": "int32"}, (-(2**31), 2**31 - 1)),
        ({"type": "integer", "format": "int64"}, (-(2**63), 2**63 - 1)),
        ({"type": ["integer", "null"], "format": "int32"}, (-(2**31), 2**31 - 1)),
        ({"format": "int32"}, (-(2**31), 2**31 - 1)),
        ({"type": "integer", "format": "int32", "minimum": 0, "maximum": 2**40}, (0, 2**31 - 1)),
        ({"type": "integer", "format": "int32", "exclusiveMinimum": -5}, (None, 2**31 - 1)),
        ({"type": "string", "format": "int64"}, (None, None)),
    ],
)
def test_integer_formats_are_bounds_and_the_tighter_one_wins(answered: Answered, schema: Any, bounds: Any) -> None:
    read = answered(schema)

    assert (read.get("minimum"), read.get("maximum")) == bounds


def test_annotations_that_models_and_pages_need_are_kept(answered: Answered) -> None:
    schema = {
        "title": "T", "description": "D", "default": 1, "format": "f", "deprecated": True, "readOnly": True,
        "contentEncoding": "base64", "contentMediaType": "image/png",
    }  # fmt: skip

    assert answered(schema) == schema


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("type", "text"), ("type", None), ("type", []), ("type", ["string", 5]), ("required", True), ("required", [1]),
        ("maxLength", "5"), ("maxLength", -1), ("maxLength", 1.5), ("minimum", "0"), ("minimum", True),
        ("multipleOf", 0), ("pattern", 5), ("enum", "a"), ("allOf", []), ("allOf", {}), ("properties", []),
        ("dependentRequired", {"a": "b"}), ("uniqueItems", "true"), ("discriminator", "kind"), ("discriminator", {}),
    ],
)  # fmt: skip
def test_a_keyword_of_the_wrong_kind_is_reported_and_costs_no_more_than_itself(
    documents: Documents, keyword: str, value: Any
) -> None:
    schema = {"title": "kept", keyword: value}
    built = documents.build(document({"/": {"get": {"responses": answers(schema)}}}))
    assert built.contract is not None
    [operation] = built.contract.operations

    assert operation.unsupported is None
    assert operation.responses[0].content[0].schema == {"title": "kept"}
    assert "malformed-schema" in {each.code for each in built.diagnostics}


@pytest.mark.parametrize("value", [None, "string", 5, []])
def test_what_is_no_schema_at_all_accepts_anything(answered: Answered, value: Any) -> None:
    assert answered({"properties": {"a": value}}) == {"properties": {"a": True}}


def test_counts_may_be_written_as_floats(answered: Answered) -> None:
    assert answered({"maxLength": 5.0}) == {"maxLength": 5}


def test_names_of_properties_are_no_keywords(answered: Answered) -> None:
    schema = {"properties": {"$ref": {"type": "string"}, "default": {"$ref": "#/components/schemas/A"}, "x-a": {}}}

    assert answered(schema, A=True)["properties"] == {
        "$ref": {"type": "string"},
        "default": {"$ref": "#/$defs/A"},
        "x-a": {},
    }


def test_a_discriminator_names_every_alternative(answered: Answered) -> None:
    schema = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in ("Cat", "Dog", "Eel")],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat", "dog": "#/components/schemas/Dog"}},
    }
    read = answered(schema, Cat={}, Dog={}, Eel={})

    assert read["discriminator"]["mapping"] == {"cat": "#/$defs/Cat", "dog": "#/$defs/Dog", "Eel": "#/$defs/Eel"}


def test_schemas_that_only_a_mapping_names_are_kept(documents: Documents) -> None:
    pet = {"discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}}}
    contract = documents.schema(
        {"$ref": "#/components/schemas/Pet"}, Pet=pet, Cat={"allOf": [{"$ref": "#/components/schemas/Pet"}]}
    )

    assert list(contract.schemas) == ["Pet", "Cat"]


def test_nullable_means_nothing_since_openapi_31(answered: Answered) -> None:
    assert answered({"type": "string", "nullable": True}) == {"type": "string"}
