"""What every contender's handler works with: two dependencies, one of which is left at the end of the request."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Tariff:
    """What an express order costs on top, in minor units."""

    express: int = 900


class Unit:
    """A unit of work: `commit` keeps what was added, and an error before it keeps nothing."""

    __slots__ = ("_added",)

    committed: ClassVar[int] = 0
    """How many things this process has kept: proof that the end of the dependency is reached."""

    def __init__(self) -> None:
        self._added: list[object] = []

    def add(self, thing: object) -> None:
        self._added.append(thing)

    def commit(self) -> None:
        Unit.committed += len(self._added)


TARIFF = Tariff()


async def get_tariff() -> Tariff:
    return TARIFF


async def get_unit() -> AsyncGenerator[Unit]:
    unit = Unit()
    yield unit
    unit.commit()


def get_tariff_in_thread() -> Tariff:
    return TARIFF


def get_unit_in_thread() -> Generator[Unit]:
    unit = Unit()
    yield unit
    unit.commit()
