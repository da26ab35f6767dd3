"""A contender that is ready to be timed, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.answers import Answer, questions, verify
from benchmarks.contenders import Contender
from benchmarks.load import CONNECTIONS, Load
from benchmarks.scenarios import Scenario

ROOT = Path(__file__).parents[1]
TIMEOUT = 120.0
"""Seconds that a worker may take to start, or for one command."""


class Subject:
    """A worker process. `mode` is how it serves: "process" or "uvicorn"."""

    mode = "process"

    def __init__(self, contender: Contender, scenario: Scenario, cpu: int | None) -> None:
        self.contender = contender
        self.scenario = scenario
        self._cpu = cpu

    async def __aenter__(self) -> Subject:
        arguments = ("-m", "benchmarks.worker", self.mode, self.contender.key, self.scenario.name)
        self._process: Process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=ROOT, stdin=PIPE, stdout=PIPE
        )
        try:
            if self._cpu is not None:
                os.sched_setaffinity(self._process.pid, {self._cpu})
            await self._start(await self._reply())
        except BaseException:
            await self._end(kill=True)
            raise
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._end(kill=_error is not None)

    async def _end(self, *, kill: bool) -> None:
        """A worker ends when its input does."""
        if kill and self._process.returncode is None:
            self._process.kill()
        assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe
        self._process.stdin.close()
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            raise

    async def verify(self) -> None:
        """Raises `UnequalWork` where this contender's answers differ from what the scenario asks for."""
        with self._named():
            before = await self.command("state")
            answers = await self._ask()
            after = await self.command("state")
            verify(self.scenario, answers, after["kept"] - before["kept"])

    async def time(self, count: int) -> float:
        """The CPU microseconds of the worker for each of about `count` requests."""
        with self._named():
            before = await self.command("state")
            done = await self._repeat(count)
            after = await self.command("state")
        return float(after["cpu"] - before["cpu"]) / done / 1000

    @contextmanager
    def _named(self) -> Generator[None]:
        try:
            yield
        except Exception as error:
            error.add_note(f"{self.contender.title}: {self.scenario.name}, {self.mode}")
            raise

    async def command(self, text: str) -> Any:
        assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe
        self._process.stdin.write(f"{text}\n".encode())
        return await self._reply()

    async def _reply(self) -> Any:
        assert self._process.stdout is not None  # noqa: S101 - it was opened as a pipe
        async with asyncio.timeout(TIMEOUT):
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the worker of {self.contender.title} ended; what it said stands above")
        return json.loads(line)

    async def _start(self, ready: Any) -> None:
        """Nothing is left to do once the application answers."""

    async def _ask(self) -> list[Answer]:
        return [Answer(*answer) for answer in await self.command("ask")]

    async def _repeat(self, count: int) -> int:
        await self.command(f"run {count}")
        return count


class ServedSubject(Subject):
    """A worker process that runs uvicorn, asked over TCP from this one."""

    mode = "uvicorn"

    async def _start(self, ready: Any) -> None:
        self._load = await Load.open(ready["port"])

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._load.close()
        await super().__aexit__(kind, error, trace)

    async def _ask(self) -> list[Answer]:
        return [await self._load.ask(request) for request in questions(self.scenario)]

    async def _repeat(self, count: int) -> int:
        share = max(1, count // CONNECTIONS)
        await self._load.repeat(self.scenario.request, share, self.scenario.statuses)
        return share * CONNECTIONS


MODES: tuple[type[Subject], ...] = (Subject, ServedSubject)
