"""Start a fresh Store and let schemathesis judge it: all checks, all phases, two users and the operator.

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
from collections.abc import Sequence
from pathlib import Path

from tests.support.store import ROOT, RunningStore

STATEFUL = ("--phases", "stateful", "--max-time", "60")
OTHERS = ("--phases", "examples,coverage,fuzzing")


def judge(store: RunningStore, seed: int, *arguments: str) -> int:
    """Run schemathesis once against a running Store; its exit code, 0 where nothing is wrong."""
    identities = _identities(store)
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{store.url}/openapi.yaml"]
    environment = {**os.environ, "STORE_CONTRACT_IDENTITIES": str(identities), "PYTHONPATH": str(ROOT)}
    whole = [*command, "--seed", str(seed), *arguments]
    return subprocess.run(whole, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603 - nothing from outside


def _identities(store: RunningStore) -> Path:
    """The callers in the form of Web Fuzzing Commons, in the order in which an operation is tried with them."""
    users = {name: ("X-API-Key", store.sign_up(name=name).key) for name in ("alice", "bob")}
    callers = {**users, "operator": ("X-Admin-Key", store.admin_key)}
    entries = [
        {"name": caller, "fixedHeaders": [{"name": name, "value": value}]} for caller, (name, value) in callers.items()
    ]
    file = store.folder.parent / "identities.json"
    file.write_text(json.dumps({"auth": entries}), encoding="utf-8")
    return file


def run(seed: int) -> int:
    """Judge a fresh Store with this seed in every phase; 0 where nothing is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        store = RunningStore(Path(folder) / "data", STORE_ADMIN_KEY=secrets.token_hex(16)).start()
        try:
            return max(judge(store, seed, *OTHERS), judge(store, seed, *STATEFUL))
        finally:
            store.stop()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="a seed; may be given several times (default 1 to 5)")
    seeds: list[int] = parser.parse_args(arguments).seed or [1, 2, 3, 4, 5]
    return max(run(seed) for seed in seeds)


if __name__ == "__main__":
    sys.exit(main())
