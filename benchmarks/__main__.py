"""`python -m benchmarks`: the CPU time of a request, in process and behind uvicorn, beside that of other frameworks."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop

from benchmarks import database, machine
from benchmarks.report import Table, as_json
from benchmarks.rounds import FULL, QUICK, WORKER_CPU, Effort, measure, pin_load_generator
from benchmarks.scenarios import SCENARIOS, Scenario
from benchmarks.subjects import MODES

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    arguments = _parser().parse_args()
    effort = QUICK if arguments.quick else FULL
    chosen = [SCENARIOS[name] for name in arguments.only or SCENARIOS]
    started = datetime.now(UTC)
    facts = machine.facts()
    pin_load_generator()
    with database.temporary():
        scenarios = uvloop.run(_run(chosen, effort))
    run = {"started": started.isoformat(timespec="seconds"), "machine": facts, "pinned": WORKER_CPU is not None}
    _save(
        {**run, "effort": vars(effort), "scenarios": scenarios},
        arguments.json or RESULTS / f"{started:%Y%m%dT%H%M%SZ}.json",
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: a first look")
    parser.add_argument("--only", action="append", choices=SCENARIOS, help="this scenario (may be repeated)")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", help="where the figures go (benchmarks/results/ by default)"
    )
    return parser


async def _run(scenarios: list[Scenario], effort: Effort) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for scenario in scenarios:
        modes = [await measure(scenario, kind, effort) for kind in MODES]
        table = Table.of(scenario, modes)
        print(f"{table}\n", flush=True)
        results[scenario.name] = as_json(table, [timing for timings in modes for timing in timings])
    return results


def _save(run: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    print(f"All figures: {path}")


if __name__ == "__main__":
    main()
