"""The figures as tables for people and as JSON for tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.contenders import REFERENCE
from benchmarks.rounds import Timing
from benchmarks.scenarios import Scenario


@dataclass(frozen=True)
class Figure:
    """One cell: the median of the rounds and half their interquartile range in microseconds, the ratio to this server.

    The ratio is the median of the ratios within each round, None where this server did not take part.
    """

    microseconds: float
    spread: float
    ratio: float | None

    @classmethod
    def of(cls, timing: Timing, reference: Timing | None) -> Figure:
        low, _, high = quantiles(timing.samples, n=4)
        ratio = None if reference is None else _ratio(timing.samples, reference.samples)
        return cls(median(timing.samples), (high - low) / 2, ratio)

    def __str__(self) -> str:
        ratio = "-" if self.ratio is None else f"{self.ratio:.2f}"
        return f"{self.microseconds:>10.1f} {f'±{self.spread:.1f}':>7} {ratio:>7}"


@dataclass(frozen=True)
class Table:
    """The rows of one scenario: a title, and a figure for each mode."""

    scenario: Scenario
    rows: dict[str, dict[str, Figure]]

    @classmethod
    def of(cls, scenario: Scenario, modes: Sequence[Sequence[Timing]]) -> Table:
        rows: dict[str, dict[str, Figure]] = {}
        for timings in modes:
            reference = next((timing for timing in timings if timing.contender.key.startswith(REFERENCE)), None)
            for timing in timings:
                rows.setdefault(timing.contender.title, {})[timing.mode] = Figure.of(timing, reference)
        return cls(scenario, rows)

    def __str__(self) -> str:
        modes = [mode for mode in _HEADINGS if any(mode in row for row in self.rows.values())]
        title = f"{self.scenario.name}: {self.scenario.title}"
        lines = [title, f"{'CPU microseconds a request':<34}" + "".join(f"{_HEADINGS[mode]:>26}" for mode in modes)]
        for name, row in self.rows.items():
            lines.append(f"{name:<34}" + "".join(str(row[mode]) for mode in modes))
        return "\n".join(lines)


_HEADINGS = {"process": "in process      ratio", "uvicorn": "uvicorn      ratio"}


def _ratio(samples: Sequence[float], reference: Sequence[float]) -> float:
    return median(mine / yours for mine, yours in zip(samples, reference, strict=True))


def as_json(table: Table, timings: Sequence[Timing]) -> dict[str, object]:
    """The table with all its samples."""
    samples = {f"{timing.contender.key}/{timing.mode}": timing.samples for timing in timings}
    counts = {f"{timing.contender.key}/{timing.mode}": timing.requests for timing in timings}
    rows = {name: {mode: vars(figure) for mode, figure in row.items()} for name, row in table.rows.items()}
    return {"title": table.scenario.title, "rows": rows, "samples": samples, "requests_a_round": counts}
