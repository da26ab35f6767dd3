"""Which classes and aliases `models.py` holds, and how each is called."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from dataclasses import replace
from itertools import chain, count

from specbound.contract import Schema, Shape
from specbound.contract.build import class_name
from specbound.generate._order import unfounded
from specbound.generate._schemas import SchemaReader
from specbound.generate._types import (
    ANYTHING,
    ARRAY,
    FILE,
    NULL,
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
    Union,
    parts,
    union,
)

RESERVED = frozenset(
    {
        "Annotated",
        "Any",
        "ConfigDict",
        "Field",
        "Literal",
        "MISSING",
        "Model",
        "Strict",
        "TypeAlias",
        "TypeAliasType",
        "Union",
        "UploadFile",
    }
)
"""Names that `models.py` has from elsewhere."""


class ModelPlan:
    """The content of `models.py`, in the document's order.

    `models` maps names to types: a class to its record, an alias to what it stands for. Types in it refer to others by
    name. An object without a name of its own is named after where it stands: `OrderLinesItem` is an item of the
    property `lines` of `Order`.
    """

    def __init__(self, schemas: MappingABC[str, Schema]) -> None:
        self.models: dict[str, Type] = {}
        self._reader = SchemaReader(schemas)
        self._used: set[str] = set(RESERVED)
        self._hoisted: dict[int, str] = {}
        self._kept: list[Record] = []  # so that no id in `_hoisted` is given out again
        self._names = {key: self._take(key) for key in schemas}
        for key in schemas:
            self._add(key)
        self.models |= dict.fromkeys(unfounded(self.models), ANYTHING)

    def type_of(self, schema: Schema, name: str) -> Type:
        """The type of a schema that has no key; `name` is for the object that it may describe."""
        return self._named(self._reader.read(schema), name)

    def form_type(self, schema: Schema, shape: Shape | None, name: str) -> Type:
        """The type of a form: a property that carries bytes is an uploaded file."""
        type_ = self._reader.read(schema)
        record = _only_record(self._reader.intersections.resolve(type_))
        files = {each for each, part in shape.properties.items() if _carries_bytes(part)} if shape else set[str]()
        if not record or not files:
            return self._named(type_, name)
        whole = self._reader.intersections.flatten(record)
        parts_ = {each: _as_file(value) if each in files else value for each, value in whole.properties.items()}
        return self._hoist(replace(whole, properties=parts_), name)

    def _take(self, name: str) -> str:
        plain = class_name(name)
        candidates = chain([plain], (f"{plain}{number}" for number in count(2)))
        taken = next(each for each in candidates if each not in self._used)
        self._used.add(taken)
        return taken

    def _add(self, key: str) -> None:
        """The class of a named schema; an alias, where it is no object or can be one of several things."""
        type_, name = self._reader.definition(key), self._names[key]
        record = _only_record(type_)
        self.models[name] = self._class(record, name) if record else self._whole(type_, name)

    def _class(self, record: Record, name: str) -> Record:
        properties = {
            each: Property(self._named(value.type, f"{name}{class_name(each, 'Field')}"), value.description)
            for each, value in record.properties.items()
        }
        return replace(record, properties=properties, bases=tuple(self._names[base] for base in record.bases))

    def _named(self, type_: Type, name: str) -> Type:  # noqa: PLR0911 - one for each type
        """The type with names in place of keys and of objects."""
        match type_:
            case Reference():
                return self._refer(type_.key)
            case Record():
                return OBJECT if type_.bare else self._hoist(type_, name)
            case Array():
                return Array(self._named(type_.item, f"{name}Item"))
            case Mapping():
                return Mapping(self._named(type_.value, f"{name}Value"))
            case Fixed() | Tagged():
                whole = self._whole(type_, name)
                return self._alias(whole, name) if isinstance(whole, Fixed | Tagged) else whole
            case Union() if type_.members:
                return union(self._members(type_.members, name))
            case Union():
                return ANYTHING
            case _:
                return type_

    def _refer(self, key: str) -> Type:
        """A named schema by its name. Where it may also be something plain, the name is that of the object alone."""
        definition, name = self._reader.definition(key), Reference(self._names[key])
        if definition == NULL:
            return NULL  # Python has no union of None with an alias of None
        record = _only_record(definition)
        return union(name if part is record else part for part in parts(definition)) if record else name

    def _hoist(self, record: Record, name: str) -> Reference:
        """The class of an object without a key. One that reaches several places by `allOf` is written once."""
        if id(record) not in self._hoisted:
            taken = self._hoisted[id(record)] = self._take(name)
            self.models[taken] = self._class(record, taken)
            self._kept.append(record)
        return Reference(self._hoisted[id(record)])

    def _members(self, members: tuple[Type, ...], name: str) -> list[Type]:
        """The members of a union, its objects told apart by the schema that they come from, else by number."""
        several = sum(isinstance(member, Record) for member in members) > 1 or name in self._used
        found: list[Type] = []
        for place, member in enumerate(members, 1):
            own = f"{name}{_hint(member, place)}" if several else name
            found.append(self._named(member, own))
        return found

    def _whole(self, type_: Type, name: str) -> Type:
        """The type with names inside, for an alias.

        Choices by tag and arrays of fixed length are always aliases: Python has no short form for the former, and
        datamodel-code-generator writes no tuple inside a union.
        """
        match type_:
            case Fixed():
                return Fixed(tuple(self._named(item, f"{name}Item{n}") for n, item in enumerate(type_.items, 1)))
            case Tagged():
                choices = [(value, named) for value, target in type_.choices if (named := self._class_of(target))]
                members = union(self._members(type_.members, name))
                return Tagged(parts(members), type_.tag, tuple(choices)) if len(choices) > 1 else members
            case _:
                return self._named(type_, name)

    def _alias(self, type_: Type, name: str) -> Reference:
        taken = self._take(name)
        self.models[taken] = type_
        return Reference(taken)

    def _class_of(self, reference: Reference) -> Reference | None:
        """A reference by name, None where it leads to no object."""
        target = self._reader.intersections.resolve(reference)
        is_class = isinstance(target, Record) and not target.bare
        return Reference(self._names[reference.key]) if is_class else None


def _only_record(type_: Type) -> Record | None:
    """The one object of a type that is else a scalar or an array of anything, None for every other type."""
    records = [part for part in parts(type_) if isinstance(part, Record) and not part.bare]
    plain = all(isinstance(part, Primitive | Literals) or part in (ARRAY, *records) for part in parts(type_))
    return records[0] if len(records) == 1 and plain else None


def _hint(member: Type, place: int) -> str:
    hint = member.hint if isinstance(member, Record) else ""
    return class_name(hint) if hint else f"Option{place}"


def _carries_bytes(shape: Shape) -> bool:
    return shape.binary or (shape.items is not None and shape.items.binary)


def _as_file(value: Property) -> Property:
    return replace(value, type=Array(FILE) if isinstance(value.type, Array) else FILE)
