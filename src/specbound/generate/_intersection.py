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
_DEEPEST = 16


class Intersections:
    """Intersections of types, references looked up by `definition`.

    Where the exact answer would be endless or very large, the first of the two types is the answer: it holds more than
    it must, as types may.
    """

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._open: list[tuple[Type, Type]] = []

    def of(self, left: Type, right: Type) -> Type:
        """The values that both types hold, NOTHING if there are none."""
        if right in (left, ANYTHING):
            return left
        if left == ANYTHING:
            return right
        lefts, rights = _alternatives(left, right), _alternatives(right, left)
        if len(lefts) * len(rights) > _MOST_COMBINATIONS:
            return left
        return union(self._meet(one, other) for one in lefts for other in rights)

    def resolve(self, type_: Type) -> Type:
        """What a reference stands for in the end; Anything for one that leads nowhere."""
        seen: set[str] = set()
        while isinstance(type_, Reference):
            if type_.key in seen:
                return ANYTHING
            seen.add(type_.key)
            type_ = self._definition(type_.key)
        return type_

    def flatten(self, record: Record) -> Record:
        """The record with all that it inherits written out."""
        whole = replace(record, bases=())
        for base in reversed(record.bases):
            target = self.resolve(Reference(base))
            if isinstance(target, Record):
                whole = replace(self._merge(self.flatten(target), whole), hint=base)
        return whole

    def _meet(self, left: Type, right: Type) -> Type:
        """The common values of two types that are no unions."""
        if left == right:
            return left
        if isinstance(left, Tagged) or isinstance(right, Tagged):
            return self._meet_tagged(left, right)
        if isinstance(left, Reference) or isinstance(right, Reference):
            return self._meet_reference(left, right)
        kinds = (kind(left), kind(right))
        if kinds == ("object", "object"):
            return self._meet_objects(left, right)
        if kinds == ("array", "array"):
            return self._meet_arrays(left, right)
        return _meet_scalars(left, right)

    def _meet_tagged(self, left: Type, right: Type) -> Type:
        if isinstance(left, Tagged):
            return left if _says_nothing(right) else union(self.of(part, right) for part in left.members)
        return self._meet_tagged(right, left)

    def _meet_arrays(self, left: Type, right: Type) -> Type:
        if isinstance(left, Array) and isinstance(right, Array):
            item = self.of(left.item, right.item)
            return Array(ANYTHING if item == NOTHING else item)
        return left if isinstance(left, Fixed) else right

    def _meet_objects(self, left: Type, right: Type) -> Type:
        if isinstance(left, Record) and isinstance(right, Record):
            return self._join(left, right)
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            value = self.of(left.value, right.value)
            return Mapping(ANYTHING if value == NOTHING else value)
        return left if isinstance(left, Record) else right

    def _meet_reference(self, left: Type, right: Type) -> Type:
        """Types may lead back to themselves: a pair that is being looked at already is not looked at again."""
        if (left, right) in self._open or len(self._open) > _DEEPEST:
            return left
        self._open.append((left, right))
        try:
            return self._meet_opened(left, right)
        finally:
            self._open.pop()

    def _meet_opened(self, left: Type, right: Type) -> Type:
        """A name is kept as long as nothing is added to it; two records may have a common heir."""
        records = [self._heir(side) for side in (left, right)]
        if records[0] and records[1]:
            return self._join(records[0], records[1])
        opened = [self.resolve(side) for side in (left, right)]
        common = self.of(opened[0], opened[1])
        for side, target in zip((left, right), opened, strict=True):
            if isinstance(side, Reference) and common == target:
                return side
        return common

    def _heir(self, type_: Type) -> Record | None:
        """The type as a record to join: a reference to a record becomes one that inherits all from it."""
        if isinstance(type_, Reference):
            target = self.resolve(type_)
            if not isinstance(target, Record):
                return None
            return target if target.bare else Record({}, bases=(type_.key,))
        if type_ == OBJECT:
            return Record({})
        return type_ if isinstance(type_, Record) else None

    def _join(self, left: Record, right: Record) -> Type:
        """Both records in one: by inheritance where that changes nothing inherited, else all properties written out."""
        sides = (self.flatten(left), self.flatten(right))
        joined = self._heir_of_both(left, right, sides) or self._merge(*sides)
        if len(joined.bases) == 1 and not joined.properties and not joined.required:
            return Reference(joined.bases[0])
        return joined

    def _heir_of_both(self, left: Record, right: Record, flat: tuple[Record, Record]) -> Record | None:
        """A record that inherits from the bases of both, None where it would have to change a property."""
        bases = tuple(dict.fromkeys(left.bases + right.bases))
        properties = {**left.properties, **right.properties}
        if not bases or self._is_closed((left, right), bases):
            return None
        if flat[0].properties.keys() & flat[1].properties.keys():
            return None
        asked = left.required | right.required
        inherited = (flat[0].properties.keys() | flat[1].properties.keys()) - properties.keys()
        if asked & inherited - self._required(bases):
            return None
        description = right.description or left.description
        return Record(properties, asked - inherited, bases=bases, description=description)

    def _is_closed(self, sides: tuple[Record, Record], bases: tuple[str, ...]) -> bool:
        """Whether any of it takes no more properties."""
        targets = [self.resolve(Reference(base)) for base in bases]
        return any(each.closed for each in (*sides, *targets) if isinstance(each, Record))

    def _required(self, bases: tuple[str, ...]) -> frozenset[str]:
        """The properties that the bases require already."""
        return self.flatten(Record({}, bases=bases)).required

    def _merge(self, left: Record, right: Record) -> Record:
        merged = {**left.properties, **right.properties}
        for name in left.properties.keys() & right.properties.keys():
            merged[name] = self._merge_property(left.properties[name], right.properties[name])
        return Record(
            {name: value for name, value in merged.items() if value.type != NOTHING},
            left.required | right.required,
            closed=left.closed and right.closed,
            description=right.description or left.description,
            hint=right.hint or left.hint,
        )

    def _merge_property(self, left: Property, right: Property) -> Property:
        return Property(self.of(left.type, right.type), right.description or left.description)


def _alternatives(type_: Type, beside: Type) -> tuple[Type, ...]:
    """The members to combine one by one. A tagged union stays whole beside what adds nothing to it."""
    if isinstance(type_, Tagged) and not any(_says_nothing(part) for part in parts(beside)):
        return type_.members
    return parts(type_)


def _says_nothing(type_: Type) -> bool:
    """Whether it holds every object."""
    return type_ == OBJECT or (isinstance(type_, Record) and type_.bare)


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
