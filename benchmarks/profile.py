"""`python -m benchmarks.profile SCENARIO`: where the CPU time of a request goes, in process.

A timer interrupts the event loop's thread four thousand times a second and notes the line that runs next: Python looks
for interrupts at calls and at jumps back, so that a line may stand for those just before it. Compiled code counts for
the line that called it. What other threads do is told as one sum.
"""

from __future__ import annotations

import argparse
import asyncio
import linecache
import signal
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from os import devnull
from pathlib import Path
from types import FrameType

import uvloop

from benchmarks import database
from benchmarks.asgi import App, Client, Lifespan
from benchmarks.contenders import CONTENDERS, Contender, entrants
from benchmarks.scenarios import SCENARIOS, Scenario

INTERVAL = 0.00025
SECONDS = 6.0
WARM_UP = 1000


@dataclass
class Samples:
    """How often each function and each line was found running."""

    functions: Counter[str] = field(default_factory=Counter[str])
    lines: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])

    @contextmanager
    def taken(self) -> Generator[None]:
        """Take samples of this thread for as long as the context lasts."""
        before = signal.signal(signal.SIGALRM, self._take)
        signal.setitimer(signal.ITIMER_REAL, INTERVAL, INTERVAL)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _take(self, _number: int, frame: FrameType | None) -> None:
        if frame is not None:
            file = frame.f_code.co_filename
            self.functions[f"{_short(file)}  {frame.f_code.co_qualname}"] += 1
            self.lines[file, frame.f_lineno] += 1


@dataclass(frozen=True)
class Profile:
    """CPU microseconds a request on the event loop's thread and on all others; what the former was found doing."""

    loop: float
    others: float
    samples: Samples


def main() -> None:
    arguments = _parser().parse_args()
    scenario = SCENARIOS[arguments.scenario]
    contender = CONTENDERS[arguments.contender] if arguments.contender else entrants(scenario.name)[0]
    with (
        database.temporary(),
        Path(devnull).open("w", encoding="utf-8") as null,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        with redirect_stdout(null):  # log lines are written, and go nowhere
            app = contender.build()
        profile = runner.run(_profile(app, scenario))
    _print(contender, scenario, profile, arguments.rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("scenario", choices=SCENARIOS)
    parser.add_argument("--contender", choices=CONTENDERS, help="whose request it is (this server's by default)")
    parser.add_argument("--rows", type=int, default=25, help="the length of each table")
    return parser


async def _profile(app: App, scenario: Scenario) -> Profile:
    lifespan = Lifespan(app)
    client = Client(app, scenario.request, await lifespan.start())
    await client.repeat(WARM_UP, scenario.statuses)
    loop, others = await _times(client, scenario)
    samples = Samples()
    with samples.taken():
        await client.repeat(round(SECONDS * 1e6 / (loop + others)), scenario.statuses)
    await lifespan.stop()
    return Profile(loop, others, samples)


async def _times(client: Client, scenario: Scenario) -> tuple[float, float]:
    """The CPU microseconds a request of this thread, and of all others together."""
    process, thread = time.process_time_ns(), time.thread_time_ns()
    await client.repeat(WARM_UP, scenario.statuses)
    whole, own = time.process_time_ns() - process, time.thread_time_ns() - thread
    return own / WARM_UP / 1000, (whole - own) / WARM_UP / 1000


def _print(contender: Contender, scenario: Scenario, profile: Profile, rows: int) -> None:
    samples, total = profile.samples, profile.samples.functions.total()
    print(f"{contender.title}: {scenario.title}")
    print(
        f"{profile.loop:.1f} us a request on the event loop, {profile.others:.1f} us in other threads; {total} samples"
    )
    print("\n     us  function")
    for name, count in samples.functions.most_common(rows):
        print(f"{count / total * profile.loop:7.2f}  {name}")
    print("\n     us  line")
    for (file, line), count in samples.lines.most_common(rows):
        print(f"{count / total * profile.loop:7.2f}  {_short(file)}:{line}  {linecache.getline(file, line).strip()}")


def _short(file: str) -> str:
    """The file below `site-packages`, `src` or this package."""
    parts = Path(file).parts
    roots = [place for place, part in enumerate(parts) if part in ("site-packages", "src", "benchmarks")]
    if not roots:
        return Path(file).name
    return "/".join(parts[roots[-1] + (parts[roots[-1]] != "benchmarks") :])


if __name__ == "__main__":
    main()
