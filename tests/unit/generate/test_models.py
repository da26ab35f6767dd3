"""What datamodel-code-generator cannot write costs itself alone."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.generate import _models
from specbound.generate._annotations import annotation
from specbound.generate._types import (
    ANYTHING,
    OBJECT,
    Array,
    Literals,
    Mapping,
    Primitive,
    Property,
    Record,
    Reference,
    Type,
    Union,
)

TEXT, NULL = Primitive("string"), Primitive("null")

FORMS: list[Type] = [
    TEXT,
    Primitive("integer"),
    Primitive("number"),
    Primitive("boolean"),
    ANYTHING,
    OBJECT,
    Array(ANYTHING),
    Literals("string", ("a", 'it\'s "b"\n\\')),
    Literals("integer", (1, 2)),
    Literals("boolean", (True,)),
    Reference("Other"),
    Reference("Alias"),
    Array(Union((TEXT, NULL))),
    Array(Array(Reference("Other"))),
    Mapping(Mapping(TEXT)),
    Mapping(Union((Reference("Other"), NULL))),
    Union((TEXT, NULL)),
    Union((Primitive("number"), TEXT)),
    Union((Reference("Other"), Reference("Alias"), NULL)),
    Union((Literals("string", ("a",)), Literals("integer", (1,)), NULL)),
    Union((Array(TEXT), OBJECT)),
    Union((Reference("Other"), OBJECT)),
    Array(Union((Reference("Other"), Mapping(TEXT)))),
]


def test_the_classes_have_the_very_types_that_were_planned() -> None:
    properties = {f"p{number}": Property(form) for number, form in enumerate(FORMS)}
    models: dict[str, Type] = {
        "Whole": Record(properties, frozenset(properties)),
        "Other": Record({"a": Property(TEXT)}),
        "Alias": Array(TEXT),
    }
    text, _ = _models.write_models(models)
    for number, form in enumerate(FORMS):
        assert f"    p{number}: {annotation(form)}\n" in text


def test_a_class_that_cannot_be_written_keeps_its_properties_untyped_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = _models._generated

    def failing(definitions: dict[str, Any]) -> str:
        if "bad" in definitions.get("Bad", {}).get("properties", {}):
            raise RecursionError
        return sound(definitions)

    monkeypatch.setattr(_models, "_generated", failing)
    models: dict[str, Type] = {
        "Bad": Record({"bad": Property(TEXT)}),
        "Good": Record({"bad": Property(Reference("Bad"))}),
        "Heir": Record({"more": Property(TEXT)}, bases=("Bad",)),
    }
    text, left_out = _models.write_models(models)
    assert left_out == ["Bad"]
    assert "class Bad(Model):\n    pass" in text
    assert "class Good(Model):\n    bad: Bad | MISSING = MISSING" in text
    assert "class Heir(Bad):\n    more: str | MISSING = MISSING" in text
