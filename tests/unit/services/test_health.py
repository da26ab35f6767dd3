"""The laws of composite health."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from specbound.services.health import Check, Health, Report


def fails() -> None:
    """A dependency that is lost."""
    raise ConnectionError("no route to 10.0.0.7")


async def fails_later() -> None:
    """The same, asked on the event loop."""
    raise ConnectionError


def works() -> None:
    """A dependency that answers."""


async def works_later() -> None:
    """The same, asked on the event loop."""


def report(checks: dict[str, Check], optional: tuple[str, ...] = (), time_limit: float = 5) -> Report:
    """What is found at one look."""
    return asyncio.run(Health(checks, optional=optional, time_limit=time_limit).report())


def states(found: Report) -> dict[str, str]:
    """The state of each component."""
    return {component.name: component.status for component in found.components}


def test_all_is_up_when_every_check_returns() -> None:
    found = report({"one": works, "two": works_later})
    assert (found.status, states(found)) == ("up", {"one": "up", "two": "up"})


@pytest.mark.parametrize("check", [fails, fails_later])
def test_one_failure_takes_the_service_down_and_says_which_it_was(check: Check) -> None:
    found = report({"one": works, "two": check})
    assert (found.status, states(found)) == ("down", {"one": "up", "two": "down"})


def test_a_check_that_gives_something_to_await_is_awaited() -> None:
    async def reach(name: str) -> None:
        raise OSError(name)

    assert asyncio.run(Health({"queue": lambda: reach("queue")}).report()).status == "down"


def test_what_is_optional_only_degrades_the_service() -> None:
    assert report({"one": works, "two": fails}, optional=("two",)).status == "degraded"


def test_what_is_needed_outweighs_what_is_optional() -> None:
    assert report({"one": fails, "two": fails}, optional=("two",)).status == "down"


def test_a_check_that_hangs_is_down_at_its_time_limit_and_keeps_no_other_waiting() -> None:
    release = Event()

    async def look() -> Report:
        found = await Health({"hangs": release.wait, "works": works}, time_limit=0.05).report()
        release.set()
        return found

    assert states(asyncio.run(look())) == {"hangs": "down", "works": "up"}


def test_a_check_that_hangs_is_waited_for_not_started_twice() -> None:
    release, calls = Event(), list[int]()

    def hangs() -> None:
        calls.append(1)
        release.wait(10)

    async def look() -> list[Report]:
        health = Health({"hangs": hangs}, time_limit=0.05)
        found = [await health.report() for _ in range(3)]
        release.set()
        await asyncio.sleep(0.05)
        return [*found, await health.report()]

    assert [found.status for found in asyncio.run(look())] == ["down", "down", "down", "up"]
    assert len(calls) == 2


def test_the_return_of_a_dependency_is_seen_at_the_next_look() -> None:
    lost = True

    def check() -> None:
        if lost:
            raise ConnectionError

    async def look() -> list[str]:
        nonlocal lost
        health = Health({"one": check})
        before = (await health.report()).status
        lost = False
        return [before, (await health.report()).status]

    assert asyncio.run(look()) == ["down", "up"]


def test_a_report_holds_nothing_of_what_failed_inside() -> None:
    assert "10.0.0.7" not in repr(report({"one": fails}))
