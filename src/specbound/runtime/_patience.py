"""Awaiting with a time limit or a shield, at no cost where there is nothing to wait for.

A timer or a cancel scope costs some microseconds, a tenth of a small request. So the first step of what is awaited is
taken by hand: most bodies are there when they are asked for, and most clean-up ends without waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Generic, TypeVar

from anyio import CancelScope

T = TypeVar("T")


class _Eager(Generic[T]):
    """Awaits what it is given; only where that has to wait is the rest of it awaited by `_rest`."""

    __slots__ = ("_whole",)

    def __init__(self, whole: Awaitable[T]) -> None:
        self._whole = whole

    def __await__(self) -> Generator[Any, Any, T]:
        steps: Generator[Any, Any, T] = self._whole.__await__()
        try:
            waiting = next(steps)
        except StopIteration as done:
            result: T = done.value
            return result
        return (yield from self._rest(_Rest(steps, waiting)).__await__())

    async def _rest(self, rest: Awaitable[T]) -> T:
        raise NotImplementedError


class Within(_Eager[T]):
    """Awaits for so many seconds, then raises what `late` makes. `seconds` is asked when there is need to wait."""

    __slots__ = ("_late", "_seconds")

    def __init__(self, whole: Awaitable[T], seconds: Callable[[], float], late: Callable[[], Exception]) -> None:
        self._whole = whole
        self._seconds = seconds
        self._late = late

    async def _rest(self, rest: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._seconds()):
                return await rest
        except TimeoutError:
            raise self._late() from None


class Shielded(_Eager[T]):
    """Awaits to the end, though the scope around it is cancelled meanwhile."""

    __slots__ = ()

    async def _rest(self, rest: Awaitable[T]) -> T:
        with CancelScope(shield=True):
            return await rest
        raise AssertionError("a scope swallows its own cancellation alone, and nobody cancels this one")


class _Rest(Generic[T]):
    """What is left of an awaitable after its first step, `waiting` being what it waits for."""

    __slots__ = ("_steps", "_waiting")

    def __init__(self, steps: Generator[Any, Any, T], waiting: Any) -> None:
        self._steps = steps
        self._waiting = waiting

    def __await__(self) -> Generator[Any, Any, T]:
        steps, waiting = self._steps, self._waiting
        try:
            while True:
                try:
                    sent = yield waiting
                except BaseException as error:  # noqa: BLE001 - what is thrown in, a cancellation say, is passed on
                    waiting = steps.throw(error)
                else:
                    waiting = steps.send(sent)
        except StopIteration as done:
            result: T = done.value
            return result
