"""Leaving the generators of `yield` dependencies, last entered first, whatever happens on the way."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from typing import Any


def leave(generators: list[Generator[Any, None, None]], error: BaseException | None) -> BaseException | None:
    """Resume each generator behind its `yield`, or throw `error` there.

    Returns the exception that is left in the end: None, `error`, or what a generator raised in its place. A generator
    that swallows the exception ends it for those outside of it, as a `with` statement would.
    """
    while generators:
        generator = generators.pop()
        try:
            if error is None:
                next(generator)
            else:
                generator.throw(error)
        except StopIteration:
            error = None
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
        return None
    except BaseException as raised:  # noqa: BLE001 - it is handed on, to the generators outside and the caller
        return raised
    await generator.aclose()
    return RuntimeError(f"{generator!r} yielded more than once")
