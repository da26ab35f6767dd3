"""A call with its FastAPI dependencies, compiled once into a list of steps.

FastAPI's own `Dependant` tree gives the meaning: order, caching, `yield`, scopes, `Security`, overrides. What is
compiled here is only the walk over it, which FastAPI repeats for every request. A tree that reads parameters FastAPI's
way (`Header()`, `Query()`, ...) or limits concurrency is left to FastAPI's solver, see `_solver`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, NamedTuple, cast

from fastapi.dependencies.models import (
    Dependant,
    _get_cache_key,
    _get_oauth_scopes,
    _is_async_gen_callable,
    _is_coroutine_callable,
    _is_gen_callable,
)
from fastapi.dependencies.utils import get_dependant, get_typed_signature
from fastapi.security import SecurityScopes

from specbound.errors import ConfigurationError
from specbound.runtime._identity import identity

# The first places of the list of values are what the runtime provides; each step adds one.
REQUEST, RESPONSE, BACKGROUND, IDENTITY, FIRST_STEP = range(5)


class Kind(Enum):
    """How a step is run."""

    FUNCTION = auto()
    GENERATOR = auto()
    COROUTINE = auto()
    ASYNC_GENERATOR = auto()

    @property
    def is_async(self) -> bool:
        """Whether it runs on the event loop; the others run in a worker thread."""
        return self in (Kind.COROUTINE, Kind.ASYNC_GENERATOR)


class Step(NamedTuple):
    """One call. `arguments` pairs keywords with places in the values; `late` is left only after the response."""

    call: Callable[..., Any]
    kind: Kind
    arguments: tuple[tuple[str, int], ...]
    place: int
    late: bool


class Plan(NamedTuple):
    """The steps of one call in order, and the call itself.

    `blank` is the list of values before the first step, constants filled in. `uses` holds which of the runtime's own
    values are asked for. `in_thread` tells that everything is plain `def`: one hop to a worker thread runs all of it.
    """

    call: Callable[..., Any]
    kind: Kind
    arguments: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]
    blank: tuple[Any, ...]
    uses: frozenset[int]
    in_thread: bool


class NotCompiled(Exception):
    """The tree holds something that only FastAPI's solver does."""


Overrides = Mapping[Callable[..., Any], Callable[..., Any]]


def dependant_of(call: Callable[..., Any], scopes: tuple[str, ...] = ()) -> Dependant:
    """FastAPI's tree for `call`, whose first parameter is the runtime's to fill.

    Raises ConfigurationError where a further parameter is not a dependency.
    """
    signature = get_typed_signature(call)
    parameters = list(signature.parameters.values())
    if not parameters:
        raise ConfigurationError(f"{_name(call)} must take the request as its first parameter.")

    def rest() -> None: ...

    rest.__signature__ = signature.replace(parameters=parameters[1:])  # type: ignore[attr-defined] # read by inspect
    dependant = get_dependant(path="", call=rest, own_oauth_scopes=list(scopes))
    if _reads_parameters(dependant):
        raise ConfigurationError(f"Every parameter of {_name(call)} after the first must be a dependency (Depends).")
    return dependant


def takes_scopes(dependant: Dependant) -> bool:
    """Whether a callable, or a dependency below it, asks for `SecurityScopes`."""
    return dependant.security_scopes_param_name is not None or any(map(takes_scopes, dependant.dependencies))


def compile_plan(call: Callable[..., Any], dependant: Dependant, overrides: Overrides) -> Plan:
    """The plan of `call`, with overridden dependencies replaced.

    Raises NotCompiled where the tree needs FastAPI's solver.
    """
    compiler = _Compiler(overrides)
    arguments = compiler.arguments(dependant)
    steps, kind = tuple(compiler.steps), kind_of(call)
    in_thread = not (kind.is_async or any(step.kind.is_async for step in steps))
    return Plan(call, kind, arguments, steps, tuple(compiler.blank), frozenset(compiler.uses), in_thread)


def kind_of(call: Callable[..., Any]) -> Kind:
    """How FastAPI would run this callable."""
    if _is_async_gen_callable(call):
        return Kind.ASYNC_GENERATOR
    if _is_gen_callable(call):
        return Kind.GENERATOR
    return Kind.COROUTINE if _is_coroutine_callable(call) else Kind.FUNCTION


class _Compiler:
    def __init__(self, overrides: Overrides) -> None:
        self.steps: list[Step] = []
        self.blank: list[Any] = [None] * FIRST_STEP
        self.uses: set[int] = set()
        self._overrides = overrides
        self._places: dict[Any, int] = {}

    def arguments(self, dependant: Dependant) -> tuple[tuple[str, int], ...]:
        """The keywords of this node and the places of their values, after adding the steps that make them."""
        if _reads_parameters(dependant) or dependant.concurrency is not None:
            raise NotCompiled
        pairs = [(sub.name, self._place(sub)) for sub in dependant.dependencies]
        pairs += [
            (name, self._provided(place))
            for name, place in (
                (dependant.request_param_name, REQUEST),
                (dependant.http_connection_param_name, REQUEST),
                (dependant.response_param_name, RESPONSE),
                (dependant.background_tasks_param_name, BACKGROUND),
            )
            if name is not None
        ]
        if dependant.security_scopes_param_name is not None:
            scopes = SecurityScopes(scopes=_get_oauth_scopes(dependant=dependant))
            pairs.append((dependant.security_scopes_param_name, self._reserve(scopes)))
        return tuple((name, place) for name, place in pairs if name is not None)

    def _place(self, dependant: Dependant) -> int:
        key = _get_cache_key(dependant=dependant)
        if dependant.use_cache and key in self._places:
            return self._places[key]
        call = cast("Callable[..., Any]", dependant.call)
        replacement = self._overrides.get(call, call)
        if replacement is not call:
            dependant = _replaced(dependant, replacement)
        place = self._provided(IDENTITY) if replacement is identity else self._step(dependant, replacement)
        self._places.setdefault(key, place)
        return place

    def _step(self, dependant: Dependant, call: Callable[..., Any]) -> int:
        kind = kind_of(call)
        arguments = self.arguments(dependant)
        late = kind in (Kind.GENERATOR, Kind.ASYNC_GENERATOR) and dependant.scope != "function"
        place = self._reserve(None)
        self.steps.append(Step(call, kind, arguments, place, late))
        return place

    def _reserve(self, value: Any) -> int:
        self.blank.append(value)
        return len(self.blank) - 1

    def _provided(self, place: int) -> int:
        self.uses.add(place)
        return place


def _replaced(dependant: Dependant, call: Callable[..., Any]) -> Dependant:
    return get_dependant(
        path="",
        call=call,
        name=dependant.name,
        parent_oauth_scopes=_get_oauth_scopes(dependant=dependant),
        use_cache=dependant.use_cache,
        scope=dependant.scope,
        concurrency=dependant.concurrency,
    )


def _reads_parameters(dependant: Dependant) -> bool:
    return bool(
        dependant.path_params
        or dependant.query_params
        or dependant.header_params
        or dependant.cookie_params
        or dependant.body_params
    )


def _name(call: Callable[..., Any]) -> str:
    return f"{getattr(call, '__module__', '?')}.{getattr(call, '__qualname__', repr(call))}"
