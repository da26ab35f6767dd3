"""What mypy and pyright say of handlers and of generated code. `SPECBOUND_UPDATE_GOLDEN=1` writes the shop anew."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from specbound.generate import compare, synchronise
from tests.golden.test_golden import CASES, generate

_HERE = Path(__file__).parent
_SOURCE = _HERE.parents[1] / "src"
_ERROR = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): error: ")

Findings: TypeAlias = set[tuple[str, int]]
"""File names and lines."""
Checker: TypeAlias = Callable[[Path], Findings]


def test_the_shop_follows_from_its_document() -> None:
    files = generate(_HERE / "openapi.yaml")
    if os.environ.get("SPECBOUND_UPDATE_GOLDEN"):
        synchronise(_HERE / "cases" / "shop", files)
    changes = compare(_HERE / "cases" / "shop", files)
    assert not changes, str(changes)


def mypy(folder: Path) -> Findings:
    """What mypy finds in strict mode in all that the folder holds."""
    options = ["--strict", "--no-error-summary", "--hide-error-context", "--config-file=", "--python-version=3.11"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, f"--cache-dir={folder.parent / 'cache'}", "."],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(_SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    return {(match["file"], int(match["line"])) for match in map(_ERROR.match, done.stdout.splitlines()) if match}


def pyright(folder: Path) -> Findings:
    """What pyright finds in strict mode in all that the folder holds, warnings included."""
    settings = {"include": ["."], "typeCheckingMode": "strict", "pythonVersion": "3.11", "extraPaths": [str(_SOURCE)]}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr or done.stdout
    report = json.loads(done.stdout)
    assert report["summary"]["filesAnalyzed"] == len(list(folder.rglob("*.py")))
    found = report["generalDiagnostics"]
    return {(str(Path(each["file"]).relative_to(folder)), each["range"]["start"]["line"] + 1) for each in found}


CHECKERS = pytest.mark.parametrize("checker", [mypy, pyright])


@CHECKERS
def test_handlers_that_fit_are_accepted_and_those_that_do_not_are_refused(checker: Checker, tmp_path: Path) -> None:
    _copy(_HERE / "cases", tmp_path / "cases")
    found = checker(tmp_path / "cases")
    assert found == {("refused.py", line) for line in _marked(_HERE / "cases" / "refused.py")}


@CHECKERS
def test_generated_code_is_strictly_typed(checker: Checker, tmp_path: Path) -> None:
    for case in CASES:
        _copy(case / "generated", tmp_path / "cases" / case.name)
    assert checker(tmp_path / "cases") == set()


def _copy(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))


def _marked(file: Path) -> list[int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if "# refused: " in line]
