"""FastAPI's own solver, for the dependencies that `_plan` does not compile. The meaning is the same; it costs more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import solve_dependencies

from specbound.runtime._errors import UnprocessableContent, Violation
from specbound.runtime.call._invoke import Invocation
from specbound.runtime.call._plan import Kind, kind_of
from specbound.runtime.call._unwind import Swallowed

T = TypeVar("T")


class _Loud:
    """A dependency that may not swallow what is raised behind its `yield`: one outside of it would commit."""

    def __init__(self, manager: AbstractAsyncContextManager[Any]) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return await self._manager.__aenter__()

    async def __aexit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if await self._manager.__aexit__(kind, error, trace):
            raise Swallowed(error)


class _Stack(AsyncExitStack):
    """What FastAPI enters its dependencies into."""

    async def enter_async_context(self, cm: AbstractAsyncContextManager[Any, Any]) -> Any:
        return await super().enter_async_context(_Loud(cm))


async def solve_and_call(
    invocation: Invocation,
    app: FastAPI,
    call: Callable[..., Any],
    dependant: Dependant,
    argument: Any,
    finish: Callable[[Any], T],
) -> T:
    """Do what `Invocation.run` does, by FastAPI's solver. Raises UnprocessableContent where it refuses a parameter."""
    late = _Stack()
    async with late:
        result = await _call(invocation, app, call, dependant, argument, finish, late)
        invocation.solver_close = late.pop_all().aclose
        return result
    raise Swallowed


async def _call(
    invocation: Invocation,
    app: FastAPI,
    call: Callable[..., Any],
    dependant: Dependant,
    argument: Any,
    finish: Callable[[Any], T],
    late: AsyncExitStack,
) -> T:
    async with _Stack() as early:
        invocation.scope.update(fastapi_inner_astack=late, fastapi_function_astack=early)
        solved = await solve_dependencies(
            request=Request(invocation.scope, invocation.receive),
            dependant=dependant,
            background_tasks=invocation.background,
            response=invocation.response,
            dependency_overrides_provider=app,
            async_exit_stack=late,
            embed_body_fields=False,
        )
        if solved.errors:
            raise UnprocessableContent(details=[_violation(error) for error in solved.errors])
        invocation.response = solved.response
        invocation.background = solved.background_tasks  # type: ignore[assignment] # FastAPI makes its own subclass
        if kind_of(call) is Kind.COROUTINE:
            return finish(await call(argument, **solved.values))
        return await invocation.in_thread(lambda: finish(call(argument, **solved.values)))
    raise Swallowed


def _violation(error: dict[str, Any]) -> Violation:
    return Violation(tuple(error["loc"]), str(error["msg"]), str(error["type"]))
