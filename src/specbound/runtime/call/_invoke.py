"""Running a plan: dependencies, the call, what is made of its result, and clean-up that always happens.

Generators of `scope="function"` are left after `finish` has turned the result into bytes and before those are sent:
that is where a database session commits. The others are left by `Invocation.close`, after the response.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any, Final, TypeAlias, TypeVar

from fastapi import BackgroundTasks, Request, Response, UploadFile

from specbound.runtime._identity import ANONYMOUS, SCOPE_KEY
from specbound.runtime._patience import Shielded
from specbound.runtime.call._plan import BACKGROUND, IDENTITY, REQUEST, RESPONSE, Kind, Plan
from specbound.runtime.call._unwind import leave, leave_async
from specbound.runtime.call._workers import Workers
from specbound.runtime.decode import close_files

T = TypeVar("T")
Sync: TypeAlias = Generator[Any, None, None]
Async: TypeAlias = AsyncGenerator[Any, None]

# Members of an enumeration are looked up by a descriptor; these are compared for every step of every request.
_FUNCTION: Final = Kind.FUNCTION
_GENERATOR: Final = Kind.GENERATOR
_COROUTINE: Final = Kind.COROUTINE
_ASYNC_GENERATOR: Final = Kind.ASYNC_GENERATOR


class Invocation:
    """What one request keeps until its response is sent: the ASGI scope, and the generators that are still open."""

    __slots__ = ("background", "files", "in_thread", "late", "receive", "response", "scope", "solver_close", "workers")

    def __init__(self, scope: Any, receive: Any, workers: Workers) -> None:
        self.scope = scope
        self.receive = receive
        self.workers = workers
        self.in_thread = workers.run
        self.late: list[Sync | Async] = []
        self.files: list[UploadFile] = []
        self.response: Response | None = None
        self.background: BackgroundTasks | None = None
        self.solver_close: Callable[[], Any] | None = None

    def values(self, plan: Plan) -> list[Any]:
        """The values that the plan starts from."""
        values = list(plan.blank)
        uses = plan.uses
        if IDENTITY in uses:
            values[IDENTITY] = self.scope.get(SCOPE_KEY, ANONYMOUS)
        if REQUEST in uses:
            values[REQUEST] = Request(self.scope, self.receive)
        if RESPONSE in uses:
            values[RESPONSE] = self.response = self.response or _headers_only()
        if BACKGROUND in uses:
            values[BACKGROUND] = self.background = self.background or BackgroundTasks()
        return values

    @property
    def is_open(self) -> bool:
        """Whether a generator or a file is left to be closed after the response."""
        return bool(self.late or self.files) or self.solver_close is not None

    @property
    def more_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers that dependencies set on their `Response`."""
        return [] if self.response is None else self.response.raw_headers

    async def close(self) -> None:
        """Leave what is still open once the response was sent. Raises what a generator raises."""
        try:
            if self.solver_close is not None:
                await self.solver_close()
            error = await self._leave(self.late, None)
            if error is not None:
                raise error
        finally:
            close_files(self.files)

    def run(self, plan: Plan, argument: Any, finish: Callable[[Any], T]) -> Coroutine[Any, Any, T]:
        """Solve the dependencies, call, and finish the result; raises what any of them raises, after clean-up."""
        if plan.in_thread:
            return self.in_thread(self.run_here, plan, argument, finish)
        return self._run_on_loop(plan, argument, finish)

    def run_here(self, plan: Plan, argument: Any, finish: Callable[[Any], T]) -> T:
        """The same for a plan of plain `def` callables, in the current thread."""
        values = self.values(plan) if plan.uses else list(plan.blank)
        early: list[Sync] = []
        late: list[Sync] = []
        result: Any = None
        error: BaseException | None = None
        try:
            for call, kind, arguments, place, is_late in plan.steps:
                value = call(**{name: values[at] for name, at in arguments}) if arguments else call()
                if kind is _GENERATOR:
                    generator, value = value, _enter(value)
                    (late if is_late else early).append(generator)
                values[place] = value
            result = finish(plan.call(argument, **{name: values[at] for name, at in plan.arguments}))
        except BaseException as raised:  # noqa: BLE001 - raised again below, once every generator has seen it
            error = raised
        left = leave(early, error) if early else error
        if left is None:
            self.late.extend(late)
            finished: T = result
            return finished
        raise _raisable(leave(late, left) or left)

    async def _run_on_loop(self, plan: Plan, argument: Any, finish: Callable[[Any], T]) -> T:
        # Steps and call stand in one function: a coroutine of its own for each would cost a tenth of a small request.
        values = self.values(plan) if plan.uses else list(plan.blank)
        early: list[Sync | Async] = []
        result: Any = None
        error: BaseException | None = None
        try:
            for call, kind, arguments, place, is_late in plan.steps:
                keywords = {name: values[at] for name, at in arguments} if arguments else {}
                if kind is _COROUTINE:
                    values[place] = await call(**keywords)
                elif kind is _FUNCTION:
                    values[place] = await self.in_thread(partial(call, **keywords))
                else:
                    generator = call(**keywords)
                    values[place] = await self._entered(generator, kind)
                    (self.late if is_late else early).append(generator)
            keywords = {name: values[at] for name, at in plan.arguments} if plan.arguments else {}
            if plan.kind is _COROUTINE:
                result = finish(await plan.call(argument, **keywords))
            elif plan.kind is _ASYNC_GENERATOR:
                result = finish(plan.call(argument, **keywords))
            else:
                result = await self.in_thread(lambda: finish(plan.call(argument, **keywords)))
        except BaseException as raised:  # noqa: BLE001 - raised again below, once every generator has seen it
            error = raised
        left = await self._leave(early, error) if early else error
        if left is None:
            finished: T = result
            return finished
        raise _raisable(await self._leave(self.late, left) or left)

    def _entered(self, generator: Any, kind: Kind) -> Awaitable[Any]:
        return _enter_async(generator) if kind is _ASYNC_GENERATOR else self._entered_in_thread(generator)

    async def _entered_in_thread(self, generator: Sync) -> Any:
        try:
            return await self.in_thread(_enter, generator)
        except asyncio.CancelledError as cancelled:  # the thread was not stopped by it, and has opened the generator
            await self._leave([generator], cancelled)
            raise

    async def _leave(self, generators: list[Sync | Async], error: BaseException | None) -> BaseException | None:
        """Leave them last first; shielded, so that a cancelled request still cleans up."""
        while generators:
            try:
                error = await Shielded(self._left(generators.pop(), error))
            except asyncio.CancelledError as cancelled:
                error = cancelled
        return error

    def _left(self, generator: Sync | Async, error: BaseException | None) -> Awaitable[BaseException | None]:
        if isinstance(generator, AsyncGenerator):
            return leave_async(generator, error)
        return self.in_thread(leave, [generator], error)


def _enter(generator: Sync) -> Any:
    try:
        return next(generator)
    except StopIteration:
        raise RuntimeError(f"{generator!r} did not yield") from None


async def _enter_async(generator: Async) -> Any:
    try:
        return await anext(generator)
    except StopAsyncIteration:
        raise RuntimeError(f"{generator!r} did not yield") from None


def _raisable(error: BaseException) -> BaseException:
    """The same exception, unless it is a StopIteration, which a future cannot carry."""
    return RuntimeError(f"{error!r} was raised outside of a generator") if isinstance(error, StopIteration) else error


def _headers_only() -> Response:
    response = Response()
    del response.headers["content-length"]
    return response
