"""Waiting for a limited time, at no cost where there is nothing to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class Within(Generic[T]):
    """Awaits a call for so many seconds, then raises TimeoutError. `seconds` is asked when there is need to wait.

    A timer costs 4 us, a tenth of a small request. So none is set until the call has shown that it must wait: its
    first step is taken by hand, and most bodies are there when they are asked for.
    """

    __slots__ = ("_call", "_seconds")

    def __init__(self, call: Callable[[], Awaitable[T]], seconds: Callable[[], float]) -> None:
        self._call = call
        self._seconds = seconds

    def __await__(self) -> Generator[Any, Any, T]:
        steps: Generator[Any, Any, T] = self._call().__await__()
        try:
            waiting = next(steps)
        except StopIteration as done:
            return cast("T", done.value)
        return (yield from _timed(_Rest(steps, waiting), self._seconds()).__await__())


async def _timed(rest: Awaitable[T], seconds: float) -> T:
    async with asyncio.timeout(seconds):
        return await rest


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
            return cast("T", done.value)
