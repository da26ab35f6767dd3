"""Unions and intersections of types."""

from __future__ import annotations

import pytest

from specbound.generate._intersection import Intersections
from specbound.generate._types import (
    ANYTHING,
    ARRAY,
    NOTHING,
    NULL,
    OBJECT,
    SCALARS,
    Array,
    Fixed,
    Literals,
    Mapping,
    Primitive,
    Property,
    Record,
    Reference,
    Tagged,
    Type,
    Union,
    holds,
    union,
)

TEXT, WHOLE, NUMBER = Primitive("string"), Primitive("integer"), Primitive("number")
AB = Literals("string", ("a", "b"))
NAMED = Record({"name": Property(TEXT)}, frozenset({"name"}))
SIZED = Record({"size": Property(WHOLE)})
CLOSED = Record({"x": Property(TEXT)}, closed=True)
DEFINITIONS: dict[str, Type] = {
    "Named": NAMED,
    "Sized": SIZED,
    "Closed": CLOSED,
    "Text": TEXT,
    "Loop": Reference("Loop"),
}


def meet(one: Type, other: Type) -> Type:
    return Intersections(DEFINITIONS.__getitem__).of(one, other)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([], NOTHING),
        ([TEXT], TEXT),
        ([TEXT, TEXT], TEXT),
        ([TEXT, ANYTHING], ANYTHING),
        ([WHOLE, NUMBER], NUMBER),
        ([AB, TEXT], TEXT),
        ([AB, Literals("string", ("b", "c"))], Literals("string", ("a", "b", "c"))),
        ([Literals("integer", (1,)), NUMBER], NUMBER),
        ([Literals("integer", (1,)), Literals("boolean", (True,))], Union((WHOLE, Primitive("boolean")))),
        ([NUMBER, Literals("boolean", (True,))], Union((NUMBER, Primitive("boolean")))),
        ([Union((TEXT, NULL)), WHOLE], Union((TEXT, NULL, WHOLE))),
        ([*SCALARS, ARRAY, OBJECT], ANYTHING),
    ],
)
def test_a_union_names_each_type_once_and_none_that_another_includes(
    members: list[Type], expected: Type | None
) -> None:
    assert union(members) == (Union(tuple(members)) if expected is None else expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ANYTHING, TEXT, TEXT),
        (TEXT, WHOLE, NOTHING),
        (NUMBER, WHOLE, WHOLE),
        (AB, TEXT, AB),
        (AB, Literals("string", ("b", "c")), Literals("string", ("b",))),
        (AB, Literals("string", ("c",)), NOTHING),
        (Literals("integer", (1, 2)), NUMBER, Literals("integer", (1, 2))),
        (Union((TEXT, NULL)), Union((WHOLE, NULL)), NULL),
        (Array(NUMBER), Array(WHOLE), Array(WHOLE)),
        (Array(TEXT), Array(WHOLE), ARRAY),
        (Fixed((TEXT,)), ARRAY, Fixed((TEXT,))),
        (Mapping(NUMBER), Mapping(WHOLE), Mapping(WHOLE)),
        (OBJECT, NAMED, NAMED),
        (Reference("Text"), TEXT, Reference("Text")),
        (Reference("Text"), AB, AB),
        (Reference("Text"), WHOLE, NOTHING),
        (Reference("Named"), OBJECT, Reference("Named")),
        (Reference("Named"), Union((OBJECT, NULL)), Reference("Named")),
        (Reference("Loop"), TEXT, TEXT),
    ],
)
def test_an_intersection_holds_what_both_hold_in_either_order(one: Type, other: Type, expected: Type) -> None:
    assert meet(one, other) == expected
    assert meet(other, one) == expected


def test_records_without_common_properties_have_an_heir() -> None:
    assert meet(Reference("Named"), SIZED) == Record(SIZED.properties, bases=("Named",))
    assert meet(Reference("Named"), Reference("Sized")) == Record({}, bases=("Named", "Sized"))


def test_a_record_that_changes_what_it_inherits_is_written_out() -> None:
    narrower = meet(Reference("Named"), Record({"name": Property(AB)}))
    assert narrower == Record({"name": Property(AB)}, frozenset({"name"}))


def test_a_property_that_becomes_required_is_written_out() -> None:
    assert meet(Reference("Sized"), Record({}, frozenset({"size"}))) == Record(SIZED.properties, frozenset({"size"}))


def test_a_property_that_is_required_already_needs_no_heir() -> None:
    assert meet(Reference("Named"), Record({}, frozenset({"name"}))) == Reference("Named")


def test_nothing_inherits_from_a_closed_record() -> None:
    assert meet(Reference("Closed"), SIZED) == Record({**CLOSED.properties, **SIZED.properties})


def test_a_property_that_no_value_fits_is_left_out() -> None:
    assert meet(NAMED, Record({"name": Property(WHOLE)})) == Record({}, frozenset({"name"}))


def test_a_choice_by_tag_stays_whole_beside_what_says_nothing() -> None:
    members = (Reference("Named"), Reference("Sized"))
    tagged = Tagged(members, "kind", (("named", members[0]), ("sized", members[1])))
    assert meet(OBJECT, tagged) == tagged
    assert meet(tagged, NULL) == NOTHING
    assert meet(tagged, CLOSED) == Union((meet(members[0], CLOSED), meet(members[1], CLOSED)))


def test_unions_do_not_multiply_without_bound() -> None:
    many = Union(tuple(Record({f"p{number}": Property(TEXT)}) for number in range(30)))
    assert meet(many, Union(tuple(Record({f"q{number}": Property(TEXT)}) for number in range(30)))) == many


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        (TEXT, "x", True),
        (WHOLE, True, False),
        (NUMBER, 1, True),
        (Array(TEXT), ["x", 1], False),
        (Array(AB), ["a"], True),
        (Literals("integer", (1,)), True, False),
        (Union((TEXT, NULL)), None, True),
        (Reference("Text"), "x", True),
        (NAMED, {"name": "x"}, False),
    ],
)
def test_a_default_is_written_only_where_it_is_plainly_of_its_type(type_: Type, value: object, expected: bool) -> None:
    assert holds(type_, value, DEFINITIONS) is expected


def test_records_that_lead_back_to_themselves_come_to_an_end() -> None:
    loops: dict[str, Type] = {
        "A": Record({"next": Property(Reference("A")), "a": Property(TEXT)}),
        "B": Record({"next": Property(Reference("B")), "a": Property(AB)}),
        "C": Union((TEXT, Reference("C"))),
    }
    intersections = Intersections(loops.__getitem__)
    assert intersections.of(Reference("A"), Reference("B")) == Record(
        {"next": Property(Reference("A")), "a": Property(AB)}
    )
    assert intersections.of(Reference("C"), AB) == Union((AB, Reference("C")))
