"""What a contender answers, and the proof that it does the same work as the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.scenarios import Request, Scenario


class UnequalWork(Exception):
    """A contender that cannot be compared with the others: it answers something else."""


class Answer(NamedTuple):
    """A response: its status, its media type without parameters, its body."""

    status: int
    media_type: str
    body: str

    @classmethod
    def of(cls, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> Answer:
        types = [value for name, value in headers if name.lower() == b"content-type"]
        return cls(status, b"".join(types).decode().partition(";")[0], body.decode())


def questions(scenario: Scenario) -> tuple[Request, ...]:
    """What a contender is asked before it is timed: the request itself, then those that it must refuse."""
    return (scenario.request, *scenario.refused)


def verify(scenario: Scenario, answers: Sequence[Answer], kept: int) -> None:
    """Check the answers to `questions(scenario)`, after which `kept` units of work were kept.

    Raises `UnequalWork`.
    """
    first, *others = answers
    _verify_answer(scenario, first)
    for request, answer in zip(scenario.refused, others, strict=True):
        if not 400 <= answer.status < 500:
            raise UnequalWork(f"{request.method} {request.target} {request.body!r} was answered with {answer}")
    if kept != scenario.commits:
        raise UnequalWork(f"{kept} units of work were kept, not {scenario.commits}")


def _verify_answer(scenario: Scenario, answer: Answer) -> None:
    if answer.status not in scenario.statuses:
        raise UnequalWork(f"the request was answered with {answer}")
    if "json" not in answer.media_type:
        raise UnequalWork(f"the answer is no JSON: {answer}")
    body = json.loads(answer.body)
    if scenario.answer is not None and body != scenario.answer:
        raise UnequalWork(f"another answer was expected: {answer}")
    if scenario.mentions not in answer.body:
        raise UnequalWork(f"the answer does not say {scenario.mentions!r}: {answer}")
