"""Types as a person would write them: what is left of a JSON Schema once bounds, patterns and formats are put aside.

A type holds at least the values that its schema accepts, and often more: the schema has judged before a value is
typed, so a type must never refuse what the schema allows.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from typing import TypeAlias, cast


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """A JSON scalar by its name in JSON Schema, or "file" for an uploaded file."""

    name: str


@dataclass(frozen=True, slots=True)
class Literals:
    """Some strings, some integers or some booleans, `kind` by its name in JSON Schema: the values of an `enum`."""

    kind: str
    values: tuple[str | int | bool, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A schema of the contract by its key or, once classes have names, a class or alias by its name."""

    key: str


@dataclass(frozen=True, slots=True)
class Array:
    """An array whose items are all of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class Fixed:
    """An array with one type for each place and no further items."""

    items: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """An object whose names are not known."""

    value: Type


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a record, with the document's description of it."""

    type: Type
    description: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """An object with named properties.

    `required` may name properties that the record does not have, until it is combined with one that has them. `bases`
    are the keys of records whose properties it inherits. `hint` helps to name a record that has no name of its own.
    """

    properties: dict[str, Property]
    required: frozenset[str] = frozenset()
    closed: bool = False
    bases: tuple[str, ...] = ()
    description: str = field(default="", compare=False)
    hint: str = field(default="", compare=False)

    @property
    def bare(self) -> bool:
        """Whether it says nothing of what it holds."""
        return not self.properties and not self.bases


@dataclass(frozen=True, slots=True)
class Union:
    """One of several types; of none, where no value fits."""

    members: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of several types, told apart by a property (OpenAPI 3.1, 4.8.25): `choices` maps its values to references."""

    members: tuple[Type, ...]
    tag: str
    choices: tuple[tuple[str, Reference], ...]


Type: TypeAlias = Anything | Primitive | Literals | Reference | Array | Fixed | Mapping | Record | Union | Tagged

ANYTHING = Anything()
NOTHING = Union(())
NULL = Primitive("null")
FILE = Primitive("file")
OBJECT = Mapping(ANYTHING)
ARRAY = Array(ANYTHING)
_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
SCALARS: tuple[Type, ...] = (Primitive("string"), Primitive("number"), Primitive("boolean"), NULL)


def parts(type_: Type) -> tuple[Type, ...]:
    """The members of a union, or the type itself."""
    return type_.members if isinstance(type_, Union) else (type_,)


def kind(type_: Type) -> str:
    """The kind of value that a type of one kind holds, by its name in JSON Schema."""
    match type_:
        case Literals():
            return type_.kind
        case Primitive():
            return type_.name
        case Array() | Fixed():
            return "array"
        case Mapping() | Record():
            return "object"
        case _:
            return ""


Named: TypeAlias = MappingABC[str, Type]
"""Types by the names that references have for them."""


def holds(type_: Type, value: object, models: Named) -> bool:
    """Whether a value of scalars and lists is plainly of this type."""
    match type_:
        case Reference():
            return holds(models[type_.key], value, models)
        case Array():
            items = cast("list[object]", value) if isinstance(value, list) else None
            return items is not None and all(holds(type_.item, item, models) for item in items)
        case Literals():
            return any(value == each and type(value) is type(each) for each in type_.values)
        case Primitive():
            return type(value) in _PYTHON.get(type_.name, ())
        case Union():
            return any(holds(member, value, models) for member in type_.members)
        case _:
            return False


def union(members: Iterable[Type]) -> Type:
    """One of these types, each named once and none that another one includes."""
    flat = _distinct(part for member in members for part in parts(member))
    if ANYTHING in flat or (OBJECT in flat and ARRAY in flat and all(scalar in flat for scalar in SCALARS)):
        return ANYTHING
    kinds = {kind(part) for part in flat}
    if "boolean" in kinds and not kinds.isdisjoint({"integer", "number"}):
        flat = _distinct(_widened(part) for part in flat)
    kept = _merge_literals([part for part in flat if not _covered(part, flat)])
    return kept[0] if len(kept) == 1 else Union(tuple(kept))


def _distinct(types: Iterable[Type]) -> list[Type]:
    found: list[Type] = []
    for each in types:
        if each not in found:
            found.append(each)
    return found


def _widened(part: Type) -> Type:
    """Numbers and booleans beside each other are not told one by one: Python holds True and 1 for equal."""
    return Primitive(part.kind) if isinstance(part, Literals) and part.kind != "string" else part


def _covered(part: Type, among: list[Type]) -> bool:
    if isinstance(part, Literals) and Primitive(part.kind) in among:
        return True
    return kind(part) == "integer" and part != Primitive("number") and Primitive("number") in among


def _merge_literals(members: list[Type]) -> list[Type]:
    """One list of values for each kind, at the place of the first."""
    values: dict[str, dict[str | int | bool, None]] = {}
    for member in members:
        if isinstance(member, Literals):
            values.setdefault(member.kind, {}).update(dict.fromkeys(member.values))
    merged: list[Type] = []
    for member in members:
        if not isinstance(member, Literals):
            merged.append(member)
        elif member.kind in values:
            merged.append(Literals(member.kind, tuple(values.pop(member.kind))))
    return merged
