"""Composite health: named checks, run at once and each with a time limit."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeAlias

import structlog
from anyio import CapacityLimiter, to_thread

__all__ = ["Check", "Component", "Health", "Report"]

Check: TypeAlias = Callable[[], object] | Callable[[], Awaitable[object]]
"""Returns when all is well and raises when it is not; plain functions run in a thread."""

_log = structlog.get_logger("specbound.health")


@dataclass(frozen=True, slots=True)
class Component:
    """The outcome of one check. `latency_ms` is how long it took, or was waited for."""

    name: str
    status: Literal["up", "down"]
    latency_ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of all checks: "down" if one fails without which nothing works, "degraded" if only others do."""

    status: Literal["up", "degraded", "down"]
    components: tuple[Component, ...]


class Health:
    """Runs the checks. `optional` names those whose failure degrades the service; `time_limit` is in seconds.

    A check that still runs when it is asked for again is waited for, not started twice, so neither a hanging dependency
    nor many callers pile up threads. Threads are the checks' own: busy handlers do not delay them.
    """

    def __init__(self, checks: Mapping[str, Check], *, optional: Collection[str] = (), time_limit: float = 1.5) -> None:
        self._checks = checks
        self._optional = frozenset(optional)
        self._time_limit = time_limit
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failing: set[str] = set()

    async def report(self) -> Report:
        """The state of everything, within the time limit."""
        components = tuple(await asyncio.gather(*map(self._examine, self._checks)))
        failed = {component.name for component in components if component.status == "down"}
        if failed - self._optional:
            return Report("down", components)
        return Report("degraded" if failed else "up", components)

    async def _examine(self, name: str) -> Component:
        started = perf_counter()
        failure: Exception | None = None
        try:
            async with asyncio.timeout(self._time_limit):
                await asyncio.shield(self._task(name))
        except Exception as error:  # noqa: BLE001 - whatever a check raises means that its component is down
            failure = error
        self._note(name, failure)
        return Component(name, "down" if failure else "up", round((perf_counter() - started) * 1000, 3))

    def _task(self, name: str) -> asyncio.Task[None]:
        task = self._running.get(name)
        if task is None or task.done():
            task = self._running[name] = asyncio.create_task(_run(self._checks[name]))
            task.add_done_callback(_retrieve)
        return task

    def _note(self, name: str, failure: Exception | None) -> None:
        """Log what changes, once, with what the client must not read."""
        if failure and name not in self._failing:
            self._failing.add(name)
            _log.error("dependency down", component=name, error=f"{type(failure).__name__}: {failure}")
        elif not failure and name in self._failing:
            self._failing.discard(name)
            _log.info("dependency back", component=name)


async def _run(check: Check) -> None:
    if inspect.iscoroutinefunction(check):
        await check()
        return
    outcome = await to_thread.run_sync(check, limiter=CapacityLimiter(1))
    if inspect.isawaitable(outcome):  # of a lambda or a partial; left alone it would pass for a success
        await outcome


def _retrieve(task: asyncio.Task[None]) -> None:
    """Take note of the outcome, which nobody may be waiting for any more."""
    if not task.cancelled():
        task.exception()
