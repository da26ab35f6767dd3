"""Leaving the generators of `yield` dependencies, last entered first, whatever happens on the way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from typing import Any


class Swallowed(RuntimeError):
    """A `yield` dependency caught an exception and raised none, so that there is no result to answer with."""

    def __init__(self, swallowed: BaseException | None = None) -> None:
        super().__init__("A yield dependency swallowed an exception; it must raise it again, or another one.")
        self.__cause__ = swallowed


def leave(generators: list[Generator[Any, None, None]], error: BaseException | None) -> BaseException | None:
    """Resume each generator behind its `yield`, or throw `error` there.

    Returns the exception that is left in the end: None, `error`, or what a generator raised in its place. One that is
    swallowed is `Swallowed` for the generators outside: a session among them must not commit.
    """
    while generators:
        generator = generators.pop()
        try:
            if error is None:
                next(generator)
            else:
                generator.throw(error)
        except StopIteration:
            error = None if error is None else Swallowed(error)
        except BaseException as raised:  # noqa: BLE001 - it is handed on, to the generators outside and the caller
            error = raised
        else:
            generator.close()
            error = RuntimeError(f"{generator!r} yielded more than once")
    return error


async def leave_async(generator: AsyncGenerator[Any, None], error: BaseException | None) -> BaseException | None:
    """The same for one asynchronous generator."""
    try:
        if error is None:
            await anext(generator)
        else:
            await generator.athrow(error)
    except StopAsyncIteration:
        return None if error is None else Swallowed(error)
    except BaseException as raised:  # noqa: BLE001 - it is handed on, to the generators outside and the caller
        return raised
    await generator.aclose()
    return RuntimeError(f"{generator!r} yielded more than once")
