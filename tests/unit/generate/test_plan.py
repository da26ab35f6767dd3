"""Which classes and aliases there are, and how they are called."""

from __future__ import annotations

from typing import Any

from specbound.contract import Schema, Shape
from specbound.generate._plan import ModelPlan
from specbound.generate._types import (
    ANYTHING,
    FILE,
    OBJECT,
    Array,
    Primitive,
    Property,
    Record,
    Reference,
    Tagged,
    Union,
)
from tests.unit.generate.support import plan


def an_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_an_object_without_a_name_is_called_after_its_place() -> None:
    line = an_object(quantity={"type": "integer"})
    names = list(
        plan({"order": an_object(lines={"type": "array", "items": line}, by_id={"additionalProperties": line})})
    )
    assert names[0] == "OrderLinesItem"
    assert names[-1] == "Order"


def test_names_of_components_do_not_depend_on_objects_without_a_name() -> None:
    names = plan({"Order": an_object(line=an_object(a={})), "OrderLine": an_object(b={})})
    assert list(names["OrderLine"].properties) == ["b"]  # type: ignore[union-attr]
    assert list(names["OrderLine2"].properties) == ["a"]  # type: ignore[union-attr]


def test_keys_that_make_the_same_name_are_numbered() -> None:
    assert list(plan({"a_b": an_object(x={}), "AB": an_object(x={}), "a-b": an_object(x={})})) == ["AB", "AB2", "AB3"]


def test_the_view_of_requests_has_a_readable_name() -> None:
    assert list(plan({"Note": an_object(x={}), "Note.request": an_object(x={})})) == ["Note", "NoteRequest"]


def test_an_object_that_may_be_null_keeps_its_name_for_the_object() -> None:
    models = plan(
        {
            "Money": {**an_object(amount={}), "type": ["object", "null"]},
            "Item": an_object(price={"$ref": "#/$defs/Money"}),
        }
    )
    assert isinstance(models["Money"], Record)
    assert models["Item"] == Record({"price": Property(Union((Reference("Money"), Primitive("null"))))})


def test_an_object_without_properties_is_a_mapping() -> None:
    assert plan({"Free": {"type": "object"}})["Free"] == OBJECT


def test_alternatives_that_only_require_properties_stay_one_class() -> None:
    schema = {**an_object(a={}, b={}), "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}
    assert plan({"Either": schema}) == {"Either": Record({"a": Property(ANYTHING), "b": Property(ANYTHING)})}


def test_an_object_that_all_of_inherits_is_written_once() -> None:
    inner = an_object(inner=an_object(x={"type": "string"}), a={"type": "string"})
    heir = {"allOf": [{"$ref": "#/$defs/Base"}], "required": ["a"]}
    assert sorted(plan({"Base": inner, "Heir": heir})) == ["Base", "BaseInner", "Heir"]


def test_a_discriminator_maps_values_to_classes_and_names_stand_for_themselves() -> None:
    schemas = {
        "Cat": an_object(kind={"type": "string"}),
        "Dog": an_object(kind={"type": "string"}),
        "Pet": {
            "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"d": "#/$defs/Dog"}},
        },
    }
    cat, dog = Reference("Cat"), Reference("Dog")
    assert plan(schemas)["Pet"] == Tagged((cat, dog), "kind", (("Cat", cat), ("d", dog)))


def test_a_choice_by_tag_of_fewer_than_two_classes_is_a_union() -> None:
    cat = an_object(kind={"type": "string"})
    choice = {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Text"}], "discriminator": {"propertyName": "kind"}}
    models = plan({"Cat": cat, "Text": {"type": "string"}, "Pet": choice})
    assert models["Pet"] == Union((Reference("Cat"), Reference("Text")))


def test_a_component_keeps_its_name_before_an_object_inside_it() -> None:
    models = plan({"Pet": {"anyOf": [{"type": "array", "items": {"type": "string"}}, an_object(a={"type": "string"})]}})
    assert models["Pet"] == Union((Array(Primitive("string")), Reference("PetOption2")))


def test_aliases_that_only_name_each_other_are_anything() -> None:
    loop: dict[str, Schema] = {"A": {"anyOf": [{"$ref": "#/$defs/B"}, {"type": "string"}]}, "B": {"$ref": "#/$defs/A"}}
    assert set(plan(loop).values()) == {ANYTHING}


def test_files_of_a_form_are_files_though_the_schema_says_string() -> None:
    schema = an_object(
        file={"type": "string"}, files={"type": "array", "items": {"type": "string"}}, note={"type": "string"}
    )
    binary = Shape(types=("string",), binary=True)
    shape = Shape(types=("object",), properties={"file": binary, "files": Shape(types=("array",), items=binary)})
    made = ModelPlan({})
    assert made.form_type(schema, shape, "UploadForm") == Reference("UploadForm")
    assert made.models["UploadForm"] == Record(
        {"file": Property(FILE), "files": Property(Array(FILE)), "note": Property(Primitive("string"))}
    )
