"""A sampler makes values that fit, the same ones every time, and says where it can make none."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.runtime.gate import Definitions, Gate
from specbound.runtime.sample import Impossible, Sampler

SCHEMAS: dict[str, Any] = {
    "Cat": {"type": "object", "required": ["kind", "lives"], "properties": {"kind": {}, "lives": {"type": "integer"}}},
    "Dog": {"type": "object", "required": ["kind", "name"], "properties": {"kind": {}, "name": {"type": "string"}}},
    "Tree": {"type": "object", "properties": {"leaf": {"type": "string"}, "left": {"$ref": "#/$defs/Tree"}}},
    "Endless": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "#/$defs/Endless"}}},
    "List": {
        "oneOf": [
            {"type": "object", "required": ["tail"], "properties": {"tail": {"$ref": "#/$defs/List"}}},
            {"type": "null"},
        ]
    },
    "Money": {"type": "integer", "examples": [995]},
    "a/b": {"const": "slash"},
}


def sample(schema: Any) -> Any:
    return Sampler(SCHEMAS, Definitions(SCHEMAS)).sample(schema)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (True, {}),
        ({"type": "string"}, "string"),
        ({"type": "integer"}, 1),
        ({"type": "boolean"}, True),
        ({"type": ["null", "boolean"]}, True),
        ({"type": "null"}, None),
        ({"minLength": 2}, "string"),
        ({"const": [1]}, [1]),
        ({"enum": ["b", "a"]}, "b"),
        ({"type": "string", "default": "x"}, "x"),
        ({"type": "string", "examples": ["y"], "default": "x"}, "y"),
        ({"$ref": "#/$defs/Money"}, 995),
        ({"$ref": "#/$defs/a~1b"}, "slash"),
        ({"allOf": [{"$ref": "#/$defs/Money"}]}, 995),
        ({"type": "array", "items": {"$ref": "#/$defs/Money"}}, [995]),
        ({"type": "array", "items": {"enum": [1, 2, 3]}, "minItems": 3, "uniqueItems": True}, [1, 2, 3]),
        ({"type": "array", "prefixItems": [{"const": 1}, {"const": 2}], "items": False, "minItems": 2}, [1, 2]),
        ({"properties": {"a": {"type": "string"}, "b": False}, "required": ["a"]}, {"a": "string"}),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"property1": 1}),
        ({"allOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": {"const": 2}}}]}, {"a": 1, "b": 2}),
        ({"allOf": [{"properties": {"a": {"minimum": 5}}}, {"properties": {"a": {"maximum": 5}}}]}, {"a": 5}),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, 1),
        ({"$ref": "#/$defs/Tree"}, {"leaf": "string"}),
        ({"$ref": "#/$defs/List"}, {"tail": None}),
        ({"anyOf": [{"$ref": "#/$defs/Endless"}, {"type": "string"}]}, "string"),
        ({"properties": {"a": {"$ref": "#/$defs/Endless"}, "b": {"const": 1}}}, {"b": 1}),
    ],
)
def test_the_most_telling_value_is_chosen(schema: Any, value: Any) -> None:
    assert sample(schema) == value


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "minimum": 5, "multipleOf": 7},
        {"type": "integer", "exclusiveMaximum": -3},
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "number", "multipleOf": 0.01, "minimum": 2.5},
        {"type": "string", "minLength": 20, "maxLength": 21},
        {"type": "string", "maxLength": 2},
        {"type": "string", "maxLength": 0},
        {"type": "string", "pattern": "^[A-Z]{2,3}-\\d+(\\.\\w+)?$"},
        {"type": "string", "pattern": "^(?:ab|cd)[^\\s/]+$", "minLength": 9},
        {"type": "string", "pattern": "^sk_[0-9a-f]{32}$"},
        *(
            {"type": "string", "format": name}
            for name in (
                "date", "date-time", "duration", "email", "hostname", "idn-email", "idn-hostname", "ipv4", "ipv6",
                "iri", "iri-reference", "json-pointer", "regex", "relative-json-pointer", "time", "uri",
                "uri-reference", "uri-template", "uuid",
            )
        ),
        {"type": "array", "minItems": 3, "uniqueItems": True, "items": {"type": "integer"}},
        {"type": "array", "contains": {"const": 7}, "minItems": 2},
        {"type": "array", "maxItems": 0, "items": {"type": "string"}},
        {"type": "object", "minProperties": 2},
        {"type": "object", "maxProperties": 1, "properties": {"a": {}, "b": {}, "c": {}}, "required": ["b"]},
        {"type": "object", "patternProperties": {"^x-": True}, "additionalProperties": False, "minProperties": 1},
        {"properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
        {"properties": {"a": {"type": "string"}, "b": {}}, "not": {"required": ["a", "b"]}},
        {"oneOf": [{"type": "integer"}, {"type": "integer", "minimum": 0}]},
        {"type": "string", "default": "far too long", "maxLength": 3},
        {"properties": {"a": {"enum": [1, 2, 3]}}, "required": ["a"], "allOf": [{"properties": {"a": {"minimum": 3}}}]},
        {"allOf": [{"type": ["integer", "string"]}, {"type": ["string", "null"]}]},
        {"allOf": [{"enum": [1, 2]}, {"enum": [2, 3]}]},
        {"anyOf": [False, {"type": "string"}]},
        {"oneOf": [{"$ref": "#/$defs/Dog"}, {"$ref": "#/$defs/Cat"}]},
    ],
)  # fmt: skip
def test_a_value_fits_its_schema(schema: Any) -> None:
    assert Gate(schema, Definitions(SCHEMAS)).is_valid(sample(schema))


def test_the_same_schema_gives_the_same_value() -> None:
    schema = {"anyOf": [{"$ref": "#/$defs/Dog"}, {"$ref": "#/$defs/Cat"}]}
    assert sample(schema) == sample(schema)


def test_a_discriminator_names_the_branch_that_was_chosen() -> None:
    mapping = {"cat": "#/$defs/Cat", "dog": "#/$defs/Dog"}
    schema = {"oneOf": [{"$ref": "#/$defs/Dog"}, {"$ref": "#/$defs/Cat"}]}
    assert sample({**schema, "discriminator": {"propertyName": "kind", "mapping": mapping}})["kind"] == "dog"


def test_an_example_of_one_part_does_not_hide_the_others() -> None:
    part = {"type": "object", "properties": {"a": {}}, "examples": [{"a": 1}]}
    assert sample({"allOf": [part, {"properties": {"b": {"const": 2}}}]}) == {"a": {}, "b": 2}


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"$ref": "#/$defs/Endless"},
        {"type": "string", "pattern": "^(?=.*[a-z])(?=.*[0-9]).{8,}$", "maxLength": 3},
        {"allOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "integer", "minimum": 5, "maximum": 4},
        {"type": "object", "required": ["a"], "properties": {"a": False}},
        {"type": "array", "minItems": 10**9},
    ],
)
def test_where_nothing_fits_it_says_so(schema: Any) -> None:
    with pytest.raises(Impossible):
        sample(schema)
