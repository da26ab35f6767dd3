"""Models hold what the schema accepts: they refuse none of it."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

from specbound.runtime import MISSING, Model, by_tag
from specbound.runtime._model import builder


class Cat(Model):
    kind: str
    lives: int | MISSING = MISSING


class Dog(Model):
    kind: str
    bark: bool | MISSING = MISSING


PET = Annotated[Cat | Dog, by_tag("kind", {"Cat": Cat, "Dog": Dog})]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "Dog"}, Dog(kind="Dog")),
        ({"kind": "Cat", "lives": 9}, Cat(kind="Cat", lives=9)),
        ({"kind": "Cat", "lives": 9.0}, Cat(kind="Cat", lives=9)),
        ({"kind": "Cow", "lives": 9}, Cat(kind="Cow", lives=9)),
    ],
)
def test_a_tag_chooses_the_class(value: dict[str, Any], expected: Model) -> None:
    assert builder(PET)(value) == expected


def test_a_value_that_fits_another_class_than_its_tag_says_is_built_as_that_one() -> None:
    """The discriminator does not change what is valid (OpenAPI 3.1.1, 4.8.25)."""
    built = builder(PET)({"kind": "Cat", "lives": "many"})
    assert isinstance(built, Dog)
    assert built.model_dump() == {"kind": "Cat", "lives": "many"}
