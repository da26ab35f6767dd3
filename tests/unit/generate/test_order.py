"""The order of what a module defines."""

from __future__ import annotations

from specbound.generate._order import in_order, incomplete, recursive, unfounded
from specbound.generate._types import Array, Primitive, Property, Record, Reference, Type, Union

TEXT = Primitive("string")


def record(*uses: str, bases: tuple[str, ...] = ()) -> Record:
    return Record({f"p{name}": Property(Reference(name)) for name in uses}, bases=bases)


def test_what_needs_nothing_keeps_the_order_of_the_document() -> None:
    models: dict[str, Type] = {"B": record("A"), "A": record("B"), "C": TEXT}
    assert in_order(models) == ["B", "A", "C"]


def test_bases_come_before_heirs_and_aliases_after_what_they_name() -> None:
    models: dict[str, Type] = {
        "Heir": record(bases=("Base",)),
        "List": Array(Reference("Item")),
        "Base": record(),
        "Item": record(),
    }
    assert in_order(models) == ["Base", "Heir", "Item", "List"]


def test_a_plain_alias_comes_before_the_class_that_uses_it() -> None:
    assert in_order({"Item": record("Id"), "Id": TEXT}) == ["Id", "Item"]


def test_classes_that_lead_to_what_comes_later_are_incomplete() -> None:
    models: dict[str, Type] = {
        "A": record("B"),
        "B": record("C"),
        "C": record("List"),
        "D": record(),
        "List": Array(Reference("D")),
    }
    order = in_order(models)
    assert order == ["A", "B", "C", "D", "List"]
    assert incomplete(order, models) == ["A", "B", "C"]


def test_an_alias_that_mentions_itself_is_recursive_and_founded() -> None:
    models: dict[str, Type] = {
        "Json": Union((TEXT, Array(Reference("Json")))),
        "Node": record("Nodes"),
        "Nodes": Array(Reference("Node")),
    }
    assert recursive(models) == {"Json"}
    assert unfounded(models) == set()


def test_an_alias_that_is_itself_is_unfounded() -> None:
    assert unfounded({"A": Union((TEXT, Reference("B"))), "B": Reference("A"), "C": Array(Reference("C"))}) == {
        "A",
        "B",
    }
