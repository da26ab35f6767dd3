"""The order of classes and aliases: the document's, except that each stands after what Python needs first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from specbound.generate._types import (
    Array,
    Fixed,
    Record,
    Reference,
    Tagged,
    Type,
    Union,
)
from specbound.generate._types import (
    Mapping as MappingType,
)


def references(type_: Type) -> Iterator[str]:
    """The names that a type mentions, bases of a record included."""
    match type_:
        case Reference():
            yield type_.key
        case Array():
            yield from references(type_.item)
        case MappingType():
            yield from references(type_.value)
        case Fixed(members) | Union(members) | Tagged(members):
            for member in members:
                yield from references(member)
        case Record():
            yield from type_.bases
            for each in type_.properties.values():
                yield from references(each.type)
        case _:
            return


def recursive(models: Mapping[str, Type]) -> set[str]:
    """The aliases that mention themselves through aliases alone: Python needs another form for them."""
    return {name for name, type_ in models.items() if not isinstance(type_, Record) and name in _reached(name, models)}


def unfounded(models: Mapping[str, Type]) -> set[str]:
    """The aliases that are, in the end, themselves: nothing says what they hold."""
    return {name for name in models if name in _reached(name, models, _alternatives)}


def _alternatives(type_: Type) -> Iterator[str]:
    """The names that the type, or one of its members, is."""
    if isinstance(type_, Reference):
        yield type_.key
    elif isinstance(type_, Union | Tagged):
        for member in type_.members:
            yield from _alternatives(member)


def _reached(name: str, models: Mapping[str, Type], step: Callable[[Type], Iterator[str]] = references) -> set[str]:
    """The names that a type leads to, through aliases."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        for other in step(models[waiting.pop()]):
            if other not in reached:
                reached.add(other)
                if not isinstance(models[other], Record):
                    waiting.append(other)
    return reached


def in_order(models: Mapping[str, Type]) -> list[str]:
    """All names in the order in which they can be defined."""
    quoted, done = recursive(models), dict[str, None]()

    def visit(name: str, above: frozenset[str]) -> None:
        if name in done or name in above:
            return
        for other in _needed(name, models, quoted):
            visit(other, above | {name})
        done[name] = None

    for name in models:
        visit(name, frozenset())
    return list(done)


def _needed(name: str, models: Mapping[str, Type], quoted: set[str]) -> list[str]:
    """What must be defined before: bases of a class, what an alias names, and the plain aliases that a class uses."""
    type_ = models[name]
    if isinstance(type_, Record):
        plain = [other for other in references(type_) if not _has_class(other, models)]
        return [*type_.bases, *plain]
    return [] if name in quoted else list(references(type_))


def _has_class(name: str, models: Mapping[str, Type]) -> bool:
    return isinstance(models[name], Record) or any(
        isinstance(models[other], Record) for other in _reached(name, models)
    )


def incomplete(order: list[str], models: Mapping[str, Type]) -> list[str]:
    """The classes whose annotations, or those of a class that they use, name what is defined later."""
    place = {name: number for number, name in enumerate(order)}
    late = {name for name in order if any(place[other] > place[name] for other in references(models[name]))}
    users = {name: set(references(models[name])) for name in order}
    while more := {name for name in order if name not in late and users[name] & late}:
        late |= more
    return [name for name in order if name in late and isinstance(models[name], Record)]
