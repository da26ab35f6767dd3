"""What two types have in common: the meaning of `allOf`, and of keywords that stand beside a `$ref` or a `oneOf`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from specbound.generate._types import (
    ANYTHING,
    NOTHING,
    OBJECT,
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
    kind,
    parts,
    union,
)

Definition: TypeAlias = Callable[[str], Type]
"""Finds the type of a named schema."""

_MOST_COMBINATIONS = 64


def intersect(left: Type, right: Type, definition: Definition) -> Type:
    """The values that both types hold, NOTHING if there are none; `left` alone where too many unions would multiply."""
    if right in (left, ANYTHING):
        return left
    if left == ANYTHING:
        return right
    lefts, rights = _alternatives(left, right), _alternatives(right, left)
    if len(lefts) * len(rights) > _MOST_COMBINATIONS:
        return left
    return union(_meet(one, other, definition) for one in lefts for other in rights)


def _alternatives(type_: Type, beside: Type) -> tuple[Type, ...]:
    """The members to combine one by one. A tagged union stays whole beside what adds nothing to it."""
    if isinstance(type_, Tagged) and not any(_says_nothing(part) for part in parts(beside)):
        return type_.members
    return parts(type_)


def _says_nothing(type_: Type) -> bool:
    """Whether it holds every object."""
    return type_ == OBJECT or (isinstance(type_, Record) and type_.bare)


def _meet(left: Type, right: Type, definition: Definition) -> Type:
    """The common values of two types that are no unions."""
    if left == right:
        return left
    if isinstance(left, Tagged) or isinstance(right, Tagged):
        return _meet_tagged(left, right, definition)
    if isinstance(left, Reference) or isinstance(right, Reference):
        return _meet_reference(left, right, definition)
    kinds = (kind(left), kind(right))
    if kinds == ("object", "object"):
        return _meet_objects(left, right, definition)
    if kinds == ("array", "array"):
        return _meet_arrays(left, right, definition)
    return _meet_scalars(left, right)


def _meet_tagged(left: Type, right: Type, definition: Definition) -> Type:
    if isinstance(left, Tagged):
        return left if _says_nothing(right) else union(intersect(part, right, definition) for part in left.members)
    return _meet_tagged(right, left, definition)


def _meet_scalars(left: Type, right: Type) -> Type:
    """Values of one kind, integers being numbers."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Literals) and isinstance(other, Literals):
            both = tuple(value for value in one.values if value in other.values)
            return Literals(one.kind, both) if both and one.kind == other.kind else NOTHING
        if isinstance(other, Primitive) and other.name in _wider(kind(one)):
            return one
    return NOTHING


def _wider(name: str) -> tuple[str, ...]:
    return ("integer", "number") if name == "integer" else (name,)


def _meet_arrays(left: Type, right: Type, definition: Definition) -> Type:
    if isinstance(left, Array) and isinstance(right, Array):
        item = intersect(left.item, right.item, definition)
        return Array(ANYTHING if item == NOTHING else item)
    return left if isinstance(left, Fixed) else right


def _meet_objects(left: Type, right: Type, definition: Definition) -> Type:
    if isinstance(left, Record) and isinstance(right, Record):
        return _join(left, right, definition)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        value = intersect(left.value, right.value, definition)
        return Mapping(ANYTHING if value == NOTHING else value)
    return left if isinstance(left, Record) else right


def _meet_reference(left: Type, right: Type, definition: Definition) -> Type:
    """A name is kept as long as nothing is added to it; two records may have a common heir."""
    records = [_heir(side, definition) for side in (left, right)]
    if records[0] and records[1]:
        return _join(records[0], records[1], definition)
    opened = [resolve(side, definition) for side in (left, right)]
    common = intersect(opened[0], opened[1], definition)
    for side, target in zip((left, right), opened, strict=True):
        if isinstance(side, Reference) and common == target:
            return side
    return common


def _heir(type_: Type, definition: Definition) -> Record | None:
    """The type as a record to join: a reference to a record becomes one that inherits all from it."""
    if isinstance(type_, Reference):
        return Record({}, bases=(type_.key,)) if isinstance(resolve(type_, definition), Record) else None
    if type_ == OBJECT:
        return Record({})
    return type_ if isinstance(type_, Record) else None


def resolve(type_: Type, definition: Definition) -> Type:
    """What a reference stands for in the end; Anything for one that leads nowhere."""
    seen: set[str] = set()
    while isinstance(type_, Reference):
        if type_.key in seen:
            return ANYTHING
        seen.add(type_.key)
        type_ = definition(type_.key)
    return type_


def _join(left: Record, right: Record, definition: Definition) -> Type:
    """Both records in one: by inheritance where that changes nothing inherited, else all properties written out."""
    sides = (flatten(left, definition), flatten(right, definition))
    joined = _heir_of_both(left, right, sides, definition) or _merge(*sides, definition)
    if len(joined.bases) == 1 and not joined.properties and not joined.required:
        return Reference(joined.bases[0])
    return joined


def _heir_of_both(left: Record, right: Record, flat: tuple[Record, Record], definition: Definition) -> Record | None:
    """A record that inherits from the bases of both, None where it would have to change a property."""
    bases = tuple(dict.fromkeys(left.bases + right.bases))
    properties = {**left.properties, **right.properties}
    if not bases or _is_closed((left, right), bases, definition):
        return None
    if flat[0].properties.keys() & flat[1].properties.keys():
        return None
    asked = left.required | right.required
    inherited = (flat[0].properties.keys() | flat[1].properties.keys()) - properties.keys()
    if asked & inherited - _required(bases, definition):
        return None
    return Record(
        properties,
        asked - inherited,
        bases=bases,
        description=right.description or left.description,
    )


def _is_closed(sides: tuple[Record, Record], bases: tuple[str, ...], definition: Definition) -> bool:
    """Whether any of it takes no more properties."""
    targets = [resolve(Reference(base), definition) for base in bases]
    return any(each.closed for each in (*sides, *targets) if isinstance(each, Record))


def _required(bases: tuple[str, ...], definition: Definition) -> frozenset[str]:
    """The properties that the bases require already."""
    return flatten(Record({}, bases=bases), definition).required


def flatten(record: Record, definition: Definition) -> Record:
    """The record with all that it inherits written out."""
    whole = replace(record, bases=())
    for base in reversed(record.bases):
        target = resolve(Reference(base), definition)
        if isinstance(target, Record):
            whole = replace(_merge(flatten(target, definition), whole, definition), hint=base)
    return whole


def _merge(left: Record, right: Record, definition: Definition) -> Record:
    merged = {**left.properties, **right.properties}
    for name in left.properties.keys() & right.properties.keys():
        merged[name] = _merge_property(left.properties[name], right.properties[name], definition)
    return Record(
        {name: value for name, value in merged.items() if value.type != NOTHING},
        left.required | right.required,
        closed=left.closed and right.closed,
        description=right.description or left.description,
        hint=right.hint or left.hint,
    )


def _merge_property(left: Property, right: Property, definition: Definition) -> Property:
    return Property(intersect(left.type, right.type, definition), right.description or left.description)
