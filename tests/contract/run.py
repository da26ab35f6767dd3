"""Start a fresh Store and let schemathesis judge it, first as the operator and then as a user.

python -m tests.contract.run --seed 1
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.support.store import ROOT, RunningStore, add_item

CALLERS = ("operator", "alice")
PHASES = (("examples,coverage,fuzzing",), ("stateful", "--max-time", "60"))


@contextmanager
def fresh_store() -> Iterator[RunningStore]:
    """A running Store with more items than a page of the list holds, every third private."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningStore(Path(folder) / "data", STORE_ADMIN_KEY=secrets.token_hex(16)) as store,
    ):
        admin = store.administrator()
        for number in range(150):
            add_item(admin, visibility="private" if number % 3 == 0 else "public")
        yield store


def judge(store: RunningStore, caller: str, seed: int, phases: str, *arguments: str) -> int:
    """Run schemathesis once against a running Store; its exit code, 0 where nothing is wrong.

    `schemathesis.toml` turns all checks on. `phases` is as its `--phases` takes it.
    """
    schemathesis = Path(sys.executable).with_name("schemathesis")
    command = [str(schemathesis), "run", f"{store.url}/openapi.yaml", "--auth-wfc-user", caller]
    environment = {**os.environ, "STORE_CONTRACT_IDENTITIES": str(_identities(store)), "PYTHONPATH": str(ROOT)}
    whole = [*command, "--seed", str(seed), "--phases", phases, *arguments]
    return subprocess.run(whole, cwd=ROOT, env=environment, check=False).returncode


def _identities(store: RunningStore) -> Path:
    """The callers, in the form of Web Fuzzing Commons. The operator is a user too: no door is closed to them."""
    alice, bob, operator = ({"X-API-Key": store.sign_up().key} for _ in range(3))
    callers = {"alice": alice, "bob": bob, "operator": {**operator, "X-Admin-Key": store.admin_key}}
    entries = [
        {"name": caller, "fixedHeaders": [{"name": name, "value": value} for name, value in headers.items()]}
        for caller, headers in callers.items()
    ]
    file = store.folder.parent / "identities.json"
    file.write_text(json.dumps({"auth": entries}), encoding="utf-8")
    return file


def run(seed: int) -> int:
    """Judge a fresh Store with this seed in all phases as each caller; 0 where nothing is wrong."""
    with fresh_store() as store:
        return max(judge(store, caller, seed, *phases) for caller in CALLERS for phases in PHASES)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="a seed, once or more; without it 1 to 5")
    seeds: list[int] = parser.parse_args(arguments).seed or [1, 2, 3, 4, 5]
    return max(run(seed) for seed in seeds)


if __name__ == "__main__":
    sys.exit(main())
