"""Timing contenders in turns, so that whatever else the machine does hits all of them alike."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass

from benchmarks.contenders import Contender, entrants
from benchmarks.scenarios import Scenario
from benchmarks.subjects import Subject


@dataclass(frozen=True)
class Effort:
    """How long to measure: `rounds` turns of each contender of about `seconds` CPU time, after `warm_up` requests."""

    rounds: int
    seconds: float
    warm_up: int


FULL = Effort(rounds=15, seconds=0.1, warm_up=600)
QUICK = Effort(rounds=5, seconds=0.03, warm_up=200)
MIN_REQUESTS, MAX_REQUESTS = 40, 20_000
"""Of one turn."""

_CPUS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
WORKER_CPU = _CPUS[0] if len(_CPUS) > 1 else None
"""The processor that workers are pinned to; None where there is one only, or where the system cannot."""


@dataclass(frozen=True)
class Timing:
    """The CPU microseconds a request of one contender, one figure a round, all from the same rounds as the others'."""

    contender: Contender
    mode: str
    requests: int
    samples: list[float]


async def measure(scenario: Scenario, kind: type[Subject], effort: Effort) -> list[Timing]:
    """Check that all contenders of the scenario do the same work, then time them in turns."""
    async with AsyncExitStack() as stack:
        subjects: list[Subject] = []
        for contender in entrants(scenario.name):
            subjects.append(await stack.enter_async_context(kind(contender, scenario, WORKER_CPU)))
            await subjects[-1].verify()
        counts = [_requests(await subject.time(effort.warm_up), effort) for subject in subjects]
        samples: list[list[float]] = [[] for _ in subjects]
        for turn in range(effort.rounds):
            for place in _order(len(subjects), turn):
                samples[place].append(await subjects[place].time(counts[place]))
    rows = zip(subjects, counts, samples, strict=True)
    return [Timing(subject.contender, subject.mode, count, figures) for subject, count, figures in rows]


def _requests(microseconds: float, effort: Effort) -> int:
    """How many requests fill a turn, where one took this long in the warm-up."""
    return max(MIN_REQUESTS, min(MAX_REQUESTS, round(effort.seconds * 1e6 / microseconds)))


def _order(count: int, turn: int) -> list[int]:
    """Another contender begins each turn, and every other turn goes backwards."""
    places = [(turn + place) % count for place in range(count)]
    return places[::-1] if turn % 2 else places


def pin_load_generator() -> None:
    """Keep this process off the processor of the workers, where the system can."""
    if WORKER_CPU is not None:
        os.sched_setaffinity(0, set(_CPUS[1:]))
