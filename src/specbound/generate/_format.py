"""Formatting what was written, with no regard to anybody's settings."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ruff import find_ruff_bin  # type: ignore[import-untyped]  # it is a program, and this tells where

from specbound.errors import SpecboundError

_SETTINGS = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311", "--line-length", "120")


def format_python(files: Mapping[str, str]) -> dict[str, str]:
    """The files by name, imports sorted and unused ones dropped, everything in Ruff's format."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in files.items():
            (folder / path).write_text(text, encoding="utf-8")
        _ruff(folder, "check", "--fix", "--exit-zero", "--select", "I,F401")
        _ruff(folder, "format")
        return {path: (folder / path).read_text(encoding="utf-8") for path in files}


def _ruff(folder: Path, command: str, *options: str) -> None:
    arguments = [find_ruff_bin(), command, *_SETTINGS, *options, "."]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - Ruff itself, on our own files
    if done.returncode:
        raise SpecboundError(f"Ruff cannot format the generated code: {done.stderr.strip()}")
