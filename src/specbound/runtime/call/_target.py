"""A handler or a security slot, ready to be called with its dependencies."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant

from specbound.runtime.call._invoke import Invocation
from specbound.runtime.call._plan import NotCompiled, Plan, compile_plan, dependant_of, takes_scopes
from specbound.runtime.call._solver import solve_and_call

T = TypeVar("T")


class Target:
    """A callable whose first argument the runtime fills and whose other parameters are FastAPI dependencies."""

    def __init__(self, app: FastAPI, call: Callable[..., Any], scopes: tuple[str, ...] = ()) -> None:
        """Raises ConfigurationError where a parameter is no dependency."""
        self._app = app
        self._scopes = scopes
        self._own = call, dependant_of(call, scopes)
        self._plan = self._compile()

    @property
    def takes_scopes(self) -> bool:
        """Whether it, or a dependency below it, looks at the scopes that are asked for."""
        return takes_scopes(self._own[1])

    def plan(self) -> Plan | None:
        """The plan as things stand; overrides, which tests set, are compiled anew. None asks for FastAPI's solver."""
        return self._compile() if self._app.dependency_overrides else self._plan

    def run(
        self, invocation: Invocation, plan: Plan | None, argument: Any, finish: Callable[[Any], T]
    ) -> Coroutine[Any, Any, T]:
        """Solve the dependencies, call, and finish the result; raises what any of them raises, after clean-up."""
        if plan is None:
            return solve_and_call(invocation, self._app, *self._current(), argument, finish)
        return invocation.run(plan, argument, finish)

    def _current(self) -> tuple[Callable[..., Any], Dependant]:
        """What is called, and its tree: overrides may replace the callable itself, as they do a dependency."""
        replacement = self._app.dependency_overrides.get(self._own[0])
        return self._own if replacement is None else (replacement, dependant_of(replacement, self._scopes))

    def _compile(self) -> Plan | None:
        try:
            return compile_plan(*self._current(), self._app.dependency_overrides)
        except NotCompiled:
            return None
