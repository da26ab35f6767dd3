"""A model neither refuses nor alters what its schema accepts: the schema has judged, the model is only typing."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import msgspec
import pytest
from pydantic import TypeAdapter

from specbound.contract import Schema
from specbound.runtime._model import builder
from tests.unit.generate.support import models

_NODE: Schema = {"type": "object", "properties": {"next": {"$ref": "#/$defs/Value"}, "name": {"type": "string"}}}

_HOSTILE = ["class", "self", "json", "copy", "schema", "model_config", "model_fields", "Config", "_x", "__x__"]

CASES: dict[str, tuple[Any, list[str]]] = {
    "absent is not null": (
        {"type": "object", "properties": {"a": {"type": ["string", "null"]}}},
        ["{}", '{"a":null}', '{"a":""}'],
    ),
    "defaults are not filled in": (
        {"type": "object", "properties": {"a": {"type": "integer", "default": 5}}},
        ["{}", '{"a":6}'],
    ),
    "open objects keep what they do not know": (
        {"type": "object", "properties": {"a": {"type": "integer"}}},
        ['{"a":1,"b":{"c":[1,2,{"d":null}]}}', '{"model_dump":1,"copy":2}'],
    ),
    "numbers keep their value": (
        {"type": "object", "properties": {"n": {"type": "number"}, "i": {"type": "integer"}}},
        ['{"n":12345678901234567890123}', '{"n":0.1}', '{"n":1e300}', '{"i":1.0}', '{"i":9007199254740993}'],
    ),
    "formatted text stays text": (
        {"type": "object", "properties": {"u": {"type": "string", "format": "uuid"}, "d": {"type": "string"}}},
        ['{"u":"2EB8AA08-AA98-11EA-B4AA-73B441D16380"}', '{"d":"1998-12-31T23:59:60.1234567Z"}'],
    ),
    "names of all kinds": (
        {
            "type": "object",
            "properties": {name: {"type": "integer"} for name in _HOSTILE},
        },
        ['{"class":1,"self":2,"json":3,"copy":4,"schema":5,"model_config":6,"model_fields":7,"_x":8,"__x__":9}'],
    ),
    "a payload may use the Python name of a renamed property": (
        {"type": "object", "properties": {"class": {"type": "integer"}}},
        ['{"class":1,"class_":"other"}', '{"class_":"other"}'],
    ),
    "a type of several kinds": (
        {"type": ["object", "string", "null"], "properties": {"a": {"type": "boolean"}}},
        ['{"a":true}', '"a"', "null"],
    ),
    "properties without a type say nothing of other values": (
        {"properties": {"a": {"type": "integer"}}},
        ["1", "1.5", "true", "null", '"x"', "[1]", '{"a":1}'],
    ),
    "enumerations": (
        {"enum": ["a", 1, None, [1], {"a": 1}, 2.5]},
        ['"a"', "1", "1.0", "null", "[1]", '{"a":1}', "2.5"],
    ),
    "booleans beside integers": ({"enum": [1, False, "x"]}, ["1", "false", '"x"']),
    "a constant that is a number with a fraction of zero": ({"const": 2.0}, ["2", "2.0"]),
    "arrays and tuples": (
        {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2, "maxItems": 2},
        ['["a",1]'],
    ),
    "a tuple with a tail": ({"type": "array", "prefixItems": [{"type": "string"}]}, ["[]", '["a",1,null]']),
    "a tuple that need not be full": (
        {"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}], "items": False},
        ["[]", '["a"]', '["a","b"]'],
    ),
    "maps": (
        {"type": "object", "additionalProperties": {"type": ["integer", "null"]}},
        ["{}", '{"a":1,"b":null}'],
    ),
    "patterns": (
        {"type": "object", "patternProperties": {"^x-": {"type": "integer"}}, "properties": {"a": {"type": "string"}}},
        ['{"a":"b","x-1":1,"other":[]}'],
    ),
    "patterns beside a closed object": (
        {
            "type": "object",
            "properties": {"a": {}},
            "patternProperties": {"^x-": {"type": "integer"}},
            "additionalProperties": False,
        },
        ['{"a":null,"x-1":1}'],
    ),
    "one of several objects": (
        {
            "oneOf": [
                {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
                {"type": "object", "required": ["b"], "properties": {"b": {"type": "integer"}}},
            ]
        },
        ['{"a":1}', '{"b":1,"c":2}'],
    ),
    "all of several": (
        {"allOf": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {"required": ["a", "b"]}]},
        ['{"a":1,"b":2}'],
    ),
    "an intersection of types": (
        {"allOf": [{"type": ["string", "integer"]}, {"type": ["integer", "null"]}]},
        ["1"],
    ),
    "conditions": (
        {"if": {"properties": {"a": {"const": 1}}}, "then": {"required": ["b"]}, "type": "object"},
        ['{"a":1,"b":2}', '{"a":2}'],
    ),
    "an array of fixed length that leads back to itself": (
        {
            "type": "array",
            "prefixItems": [{"enum": ["'", '"']}, {"anyOf": [{"$ref": "#/$defs/Case"}, {"type": "null"}]}],
            "items": False,
            "minItems": 2,
        },
        ['["\'",["\\"",null]]'],
    ),
    "recursion": ({"$ref": "#/$defs/Node"}, ['{"next":[{"name":"a"},[[]]],"name":"b"}']),
    "a property that must not be there": (
        {"type": "object", "properties": {"a": False, "b": {"type": "string"}}},
        ['{"b":"c"}'],
    ),
    "nothing is converted where another branch fits": (
        {
            "anyOf": [
                {"type": "object", "properties": {"a": {"type": "integer"}, "b": {"type": "boolean"}}},
                {"type": "object", "properties": {"a": {"type": "string"}}},
            ]
        },
        ['{"a":"1","b":1}', '{"a":1,"b":true}', '{"a":"1","b":"true"}', '{"c":1}'],
    ),
    "a tuple inside a union": (
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "prefixItems": [{"type": "integer"}], "items": False, "minItems": 1},
            ]
        },
        ["[1]", "[1.0]", '"x"'],
    ),
    "a name for null": ({"anyOf": [{"$ref": "#/$defs/Null"}, {"type": "null"}, {"type": "string"}]}, ["null", '"x"']),
    "everything": (True, ["1", "{}", '[{"a":null}]']),
}  # fmt: skip

_SHARED: dict[str, Schema] = {
    "Null": {"type": "null"},
    "Node": _NODE,
    "Value": {"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "array", "items": {"$ref": "#/$defs/Value"}}]},
}


@pytest.mark.parametrize("name", CASES)
def test_what_the_schema_accepts_passes_unchanged(name: str) -> None:
    schema, texts = CASES[name]
    judge = jsonschema_rs.Draft202012Validator({"$defs": {**_SHARED, "Case": schema}, "$ref": "#/$defs/Case"})
    holder = {"type": "object", "required": ["value"], "properties": {"value": {"$ref": "#/$defs/Case"}}}
    with models({**_SHARED, "Case": schema, "Holder": holder}) as module:
        adapter: TypeAdapter[Any] = TypeAdapter(module.Holder)
        build = builder(module.Holder)
        for text in texts:
            value = {"value": msgspec.json.decode(text)}
            judge.validate(value["value"])
            built = build(value)
            assert _same(adapter.dump_python(built, mode="json", by_alias=True), value), (name, text, built)


def _same(one: Any, other: Any) -> bool:
    """Equality as JSON Schema has it: 1 is 1.0, and neither is true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
